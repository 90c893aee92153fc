# Calls are taken literally: what is missing and what is not known are both errors.
{ lib }:
rec {
  exactly =
    function: names: given:
    let
      missing = lib.subtractLists (lib.attrNames given) names;
      unknown = lib.subtractLists names (lib.attrNames given);
      list = lib.concatStringsSep ", ";
    in
    if !builtins.isAttrs given then
      throw "${function} takes an attribute set with ${list names}"
    else if unknown != [ ] then
      throw "${function} does not know the argument ${list unknown}; it takes exactly ${list names}"
    else if missing != [ ] then
      throw "${function} needs the argument ${list missing}; it takes exactly ${list names}"
    else
      given;

  fleet =
    function:
    exactly "${function}: fleet" [
      "network"
      "hosts"
    ];
}
