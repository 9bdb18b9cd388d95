# Completion of qgen in bash: eval "$(qgen completion bash)"
_qgen_completion() {
    local IFS=$'\n' response type value
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" _QGEN_COMPLETE=bash_complete "${1/#\~/$HOME}" 2>/dev/null)
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            plain) COMPREPLY+=("$value") ;;
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
        esac
    done <<< "$response"
}
complete -F _qgen_completion qgen
