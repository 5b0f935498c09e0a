/**
 * `stalk-check completion`: a script for each shell that can complete. It passes the words before the cursor to
 * `stalk-check complete SHELL -- WORDS` and reads one candidate a line: `word<TAB>description`. `:files` and `:folders`
 * leave names to the shell.
 */
import { usageError } from "../platform/errors";
import { unknownName } from "./content";
import type { Context } from "./options";

// Bash splits words at "=": $2 is the part that it will replace, empty after a "=".
const bash = `_stalk_check() {
	local word
	COMPREPLY=()
	while IFS=$'\\t' read -r word _; do
		case $word in
			:files) compopt -o default ;;
			:folders) compopt -o dirnames ;;
			*) COMPREPLY+=("$word") ;;
		esac
	done < <(stalk-check complete bash -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}" "$2")
} 2>/dev/null
complete -F _stalk_check stalk-check`;

const zsh = `_stalk_check() {
	local word description
	local -a found
	while IFS=$'\\t' read -r word description; do
		[[ $word = :* && $PREFIX = --*=* ]] && compset -P 1 '*='
		case $word in
			(:files) _files ;;
			(:folders) _files -/ ;;
			(*) found+=("$word:$description") ;;
		esac
	done < <(stalk-check complete zsh -- $words[2,CURRENT-1] "$PREFIX" 2>/dev/null)
	_describe stalk-check found
}
compdef _stalk_check stalk-check`;

const fish = `function __stalk_check
	set -l typed (commandline -ct)
	set -l flag (string match -r -- '^--[^=]+=' "$typed")
	set -l path (string replace -- "$flag" '' "$typed")
	for line in (stalk-check complete fish -- (commandline -opc)[2..] "$typed" 2>/dev/null)
		switch $line
			case :files
				complete -C "'' $path" | string replace -r -- '^' "$flag"
			case :folders
				complete -C "'' $path" | string match -r '.*/$' | string replace -r -- '^' "$flag"
			case '*'
				echo $line
		end
	end
end
complete -c stalk-check -f -a '(__stalk_check)'`;

// Windows PowerShell drops empty arguments, so "=" is put before the last.
const powershell = `Register-ArgumentCompleter -Native -CommandName stalk-check -ScriptBlock {
	param($typed, $command, $cursor)
	$words = @($command.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { "$_" })
	foreach ($line in @(stalk-check complete powershell '--' @words "=$typed" 2>$null)) {
		$word, $description = $line.Split([char]9)
		if ($word -in ':files', ':folders') {
			$flag = if ($typed -match '^--[^=]+=') { $Matches[0] } else { '' }
			[System.Management.Automation.CompletionCompleters]::CompleteFilename($typed.Substring($flag.Length)) |
				Where-Object { $word -eq ':files' -or $_.ResultType -eq 'ProviderContainer' } |
				ForEach-Object { [System.Management.Automation.CompletionResult]::new($flag + $_.CompletionText, $_.ListItemText, $_.ResultType, $_.ToolTip) }
		} else {
			if (!$description) { $description = $word }
			[System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $description)
		}
	}
}`;

const SCRIPTS = { bash, zsh, fish, powershell };

export const SHELLS = Object.keys(SCRIPTS);

export async function run({ io, args: [name] }: Context): Promise<void> {
	io.write(1, `${SCRIPTS[shellNamed(name)]}\n`);
}

/** @throws StalkCheckError `usage` for a shell that has no script */
export function shellNamed(name: string | undefined): keyof typeof SCRIPTS {
	if (name === undefined) throw usageError(`Name a shell. There are: ${SHELLS.join(", ")}.`);
	if (!Object.hasOwn(SCRIPTS, name)) throw unknownName("shell", name, SHELLS);
	return name as keyof typeof SCRIPTS;
}
