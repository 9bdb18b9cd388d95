#compdef qgen
# Completion of qgen in zsh: eval "$(qgen completion zsh)"
_qgen_completion() {
    local -a response plain described
    local type value help
    response=("${(@f)$(env COMP_WORDS="${(F)words}" COMP_CWORD=$((CURRENT - 1)) _QGEN_COMPLETE=zsh_complete ${~words[1]} 2>/dev/null)}")
    compset -P '-*='  # of `--lang=ko` only the value is completed
    for type value help in $response; do
        case $type in
            plain) if [[ $help == _ ]]; then plain+=("$value"); else described+=("$value:$help"); fi ;;
            dir) _path_files -/ ;;
            file) _path_files -f ;;
        esac
    done
    (( $#described )) && _describe -V qgen described -U -i "$IPREFIX"
    (( $#plain )) && compadd -U -i "$IPREFIX" -V qgen -a plain
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _qgen_completion "$@"  # the file stands in $fpath
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _qgen_completion qgen
fi
