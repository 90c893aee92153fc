{ lib }:
let
  inherit (builtins) concatStringsSep map stringLength substring;
in
rec {
  concatStrings = concatStringsSep "";
  concatMapStrings = f: xs: concatStrings (map f xs);
  concatMapStringsSep =
    sep: f: xs:
    concatStringsSep sep (map f xs);
  concatLines = concatMapStrings (line: "${line}\n");
  optionalString = cond: string: if cond then string else "";
  hasPrefix = prefix: string: substring 0 (stringLength prefix) string == prefix;
  hasSuffix =
    suffix: string:
    let
      start = stringLength string - stringLength suffix;
    in
    start >= 0 && substring start (stringLength suffix) string == suffix;
  removePrefix =
    prefix: string:
    if hasPrefix prefix string then
      substring (stringLength prefix) (stringLength string - stringLength prefix) string
    else
      string;
  removeSuffix =
    suffix: string:
    if hasSuffix suffix string then substring 0 (stringLength string - stringLength suffix) string else string;
  splitString = sep: string: builtins.filter builtins.isString (builtins.split (escapeRegex sep) string);
  escapeRegex = builtins.replaceStrings [ "\\" "." "*" "+" "?" "(" ")" "[" "{" "|" "^" "$" ] [ "\\\\" "\\." "\\*" "\\+" "\\?" "\\(" "\\)" "\\[" "\\{" "\\|" "\\^" "\\$" ];
  escapeShellArg = arg: "'${builtins.replaceStrings [ "'" ] [ "'\\''" ] (toString arg)}'";
  escapeShellArgs = concatMapStringsSep " " escapeShellArg;
  fileContents = file: removeSuffix "\n" (builtins.readFile file);
  toUpper =
    let
      lower = lib.genList (n: substring n 1 "abcdefghijklmnopqrstuvwxyz") 26;
      upper = lib.genList (n: substring n 1 "ABCDEFGHIJKLMNOPQRSTUVWXYZ") 26;
    in
    builtins.replaceStrings lower upper;
  showOption = concatStringsSep ".";
}
