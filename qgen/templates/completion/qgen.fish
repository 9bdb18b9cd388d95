# Completion of qgen in fish: qgen completion fish | source
function _qgen_completion
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l program (string replace -r '^~' $HOME -- $words[1])
    set -l option (string match -r -- '^-[^=]*=' $word) # of `--lang=ko` only the value is completed
    set -l joined (string join \n -- $words $word | string collect)
    for line in (env COMP_WORDS=$joined COMP_CWORD=(count $words) _QGEN_COMPLETE=fish_complete $program 2>/dev/null)
        set -l offer (string split -m 1 , -- $line)
        switch $offer[1]
            case plain
                echo -- "$option$offer[2]"
            case dir
                __fish_complete_directories $offer[2] | string replace -r -- '^' "$option"
            case file
                __fish_complete_path $offer[2] | string replace -r -- '^' "$option"
        end
    end
end
complete --no-files --command qgen --arguments "(_qgen_completion)"
