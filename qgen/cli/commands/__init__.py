"""The commands: each module here is one, of its own name, and holds it as `command`.

A name that is a word of Python's ends in an underscore: `import_`.
"""
