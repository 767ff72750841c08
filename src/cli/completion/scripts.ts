/**
 * Completion scripts. They hold no list of words: each asks `runbook complete`,
 * so that they stay right when commands, runbooks or steps change. Pure.
 *
 * `complete` prints `word<TAB>description` lines; `:file` and `:directory` mean that the shell
 * completes paths itself.
 */
const BASH = `# runbook completion for bash
_runbook() {
  local current=\${COMP_WORDS[COMP_CWORD]} line
  COMPREPLY=()
  # Without this, "step@host" and "name=value" would be cut at their sign.
  if declare -F _get_comp_words_by_ref >/dev/null; then
    local words cword cur
    _get_comp_words_by_ref -n '=@:' cur words cword
    current=$cur
  else
    local words=("\${COMP_WORDS[@]}") cword=$COMP_CWORD
  fi
  while IFS= read -r line; do
    case $line in
      :file) COMPREPLY+=($(compgen -f -- "$current")) ;;
      :directory) COMPREPLY+=($(compgen -d -- "$current")) ;;
      "$current"*) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <("\${words[0]}" complete -- "\${words[@]:1:cword}" 2>/dev/null)
}
complete -o default -F _runbook runbook`;

const ZSH = `#compdef runbook
# runbook completion for zsh
_runbook() {
  local -a found
  local line word
  while IFS= read -r line; do
    case $line in
      :file) _files; continue ;;
      :directory) _files -/; continue ;;
    esac
    word=\${line%%$'\\t'*}
    # A colon in a word would end it for _describe.
    found+=("\${word//:/\\\\:}:\${line#*$'\\t'}")
  done < <($words[1] complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#found} )) && _describe 'runbook' found
}
compdef _runbook runbook`;

const FISH = `# runbook completion for fish
function __runbook_complete
  set -l words (commandline -opc) (commandline -ct)
  for line in (command $words[1] complete -- $words[2..-1] 2>/dev/null)
    switch $line
      case :file
        __fish_complete_path (commandline -ct)
      case :directory
        __fish_complete_directories (commandline -ct)
      case '*'
        echo $line
    end
  end
end
complete -c runbook -f -a '(__runbook_complete)'`;

const SCRIPTS = { bash: BASH, zsh: ZSH, fish: FISH } as const;

export function completionScript(shell: keyof typeof SCRIPTS): string {
  return SCRIPTS[shell];
}
