# Option types: what a definition must look like (`check`) and how several become one (`merge`).
{ lib }:
let
  inherit (builtins)
    all
    concatMap
    elem
    head
    isAttrs
    isBool
    isInt
    isList
    isString
    length
    mapAttrs
    substring
    ;
  inherit (lib.modules) mergeDefinitions showDefs;
  inherit (lib) showOption;

  mkOptionType = attributes: { _type = "option-type"; description = attributes.name; } // attributes;

  conflict =
    loc: defs:
    throw "The option `${showOption loc}' has conflicting definition values:${showDefs defs}\nUse `lib.mkForce value` or `lib.mkDefault value` to change the priority on any of these definitions.";

  one = loc: defs: if length defs == 1 then (head defs).value else conflict loc defs;
  equal =
    loc: defs: if all (def: def.value == (head defs).value) defs then (head defs).value else conflict loc defs;
  values = map (def: def.value);

  simple =
    name: check:
    mkOptionType {
      inherit name check;
      merge = equal;
    };

  separatedString =
    sep:
    mkOptionType {
      name = "strings concatenated with ${builtins.toJSON sep}";
      check = isString;
      merge = _: defs: builtins.concatStringsSep sep (values defs);
    };

  attrsMerger =
    finish: elemType: loc: defs:
    finish (
      builtins.zipAttrsWith (name: mergeDefinitions (loc ++ [ name ]) elemType) (
        concatMap (
          def: map (mapAttrs (_: value: { inherit (def) file; inherit value; })) (lib.modules.pushDown def.value)
        ) defs
      )
    );

  ints = {
    unsigned = simple "unsigned integer, meaning >=0" (x: isInt x && x >= 0);
    positive = simple "positive integer, meaning >0" (x: isInt x && x > 0);
    between =
      low: high:
      simple "integer between ${toString low} and ${toString high} (both inclusive)" (
        x: isInt x && x >= low && x <= high
      );
  };

  isStringLike = x: isString x || builtins.isPath x || (isAttrs x && (x ? outPath || x ? __toString));

  types = {
    inherit mkOptionType separatedString ints;

    bool = simple "boolean" isBool;
    int = simple "signed integer" isInt;
    float = simple "floating point number" builtins.isFloat;
    number = simple "signed integer or floating point number" (x: isInt x || builtins.isFloat x);
    str = simple "string" isString;
    nonEmptyStr = simple "non-empty string" (x: isString x && x != "");
    singleLineStr = simple "(optionally newline-terminated) single-line string" (
      x: isString x && builtins.match "[^\n]*\n?" x != null
    );
    strMatching =
      pattern: simple "string matching the pattern ${pattern}" (x: isString x && builtins.match pattern x != null);
    lines = separatedString "\n";
    commas = separatedString ",";
    port = ints.between 0 65535;
    path = simple "absolute path" (x: isStringLike x && substring 0 1 (toString x) == "/");
    enum = choices: simple "one of ${builtins.toJSON choices}" (x: elem x choices);

    package = mkOptionType {
      name = "package";
      check = x: lib.isDerivation x || (isStringLike x && lib.hasPrefix builtins.storeDir (toString x));
      merge = one;
    };

    raw = mkOptionType {
      name = "raw value";
      check = _: true;
      merge = one;
    };
    optionType = types.raw;
    unspecified = mkOptionType {
      name = "unspecified value";
      check = _: true;
      merge =
        loc: defs:
        if length defs == 1 then
          (head defs).value
        else if all isList (values defs) then
          builtins.concatLists (values defs)
        else if all isAttrs (values defs) then
          lib.mergeAttrsList (values defs)
        else
          equal loc defs;
    };
    anything = mkOptionType {
      name = "anything";
      check = _: true;
      merge =
        loc: defs:
        if length defs == 1 && !isAttrs (head defs).value then
          (head defs).value
        else if all (def: isAttrs def.value && !lib.isDerivation def.value) defs then
          (types.lazyAttrsOf types.anything).merge loc defs
        else if all isList (values defs) then
          builtins.concatLists (values defs)
        else
          equal loc defs;
    };
    attrs = mkOptionType {
      name = "attribute set";
      check = isAttrs;
      merge = _: defs: lib.mergeAttrsList (values defs);
      emptyValue = { };
    };

    attrsOf =
      elemType:
      mkOptionType {
        name = "attribute set of ${elemType.description}";
        check = isAttrs;
        merge = attrsMerger (results: mapAttrs (_: r: r.merged) (lib.filterAttrs (_: r: r.isDefined) results)) elemType;
        emptyValue = { };
      };
    # Names are known without looking at any definition's conditions.
    lazyAttrsOf =
      elemType:
      mkOptionType {
        name = "lazy attribute set of ${elemType.description}";
        check = isAttrs;
        merge = attrsMerger (mapAttrs (
          name: r:
          if r.isDefined then r.merged else elemType.emptyValue or (throw "`${name}' has no value defined")
        )) elemType;
        emptyValue = { };
      };
    listOf =
      elemType:
      mkOptionType {
        name = "list of ${elemType.description}";
        check = isList;
        merge =
          loc: defs:
          map (r: r.merged) (
            builtins.filter (r: r.isDefined) (
              concatMap (
                def:
                lib.imap1 (
                  n: value:
                  mergeDefinitions (loc ++ [ "[entry ${toString n}]" ]) elemType [ { inherit (def) file; inherit value; } ]
                ) def.value
              ) defs
            )
          );
        emptyValue = [ ];
      };
    nonEmptyListOf = elemType: types.addCheck (types.listOf elemType) (x: x != [ ]);
    nullOr =
      elemType:
      mkOptionType {
        name = "null or ${elemType.description}";
        check = x: x == null || elemType.check x;
        merge =
          loc: defs:
          if all (def: def.value == null) defs then
            null
          else if lib.any (def: def.value == null) defs then
            conflict loc defs
          else
            elemType.merge loc defs;
        emptyValue = null;
      };
    either =
      first: second:
      mkOptionType {
        name = "${first.description} or ${second.description}";
        check = x: first.check x || second.check x;
        merge =
          loc: defs: if all (def: first.check def.value) defs then first.merge loc defs else second.merge loc defs;
      };
    oneOf = choices: lib.foldl' types.either (head choices) (builtins.tail choices);
    coercedTo =
      from: coerce: to:
      mkOptionType {
        name = "${to.description} or ${from.description} convertible to it";
        check = x: to.check x || from.check x;
        merge =
          loc: defs:
          to.merge loc (map (def: def // { value = if to.check def.value then def.value else coerce def.value; }) defs);
      };
    addCheck = type: check: type // { check = x: type.check x && check x; };
    uniq = type: type // { merge = one; };
    unique = _: types.uniq;
    functionTo =
      type:
      mkOptionType {
        name = "function that evaluates to a(n) ${type.description}";
        check = lib.isFunction;
        merge =
          loc: defs: args:
          (mergeDefinitions loc type (map (def: def // { value = def.value args; }) defs)).merged;
      };

    # Definitions kept as modules, for whoever evaluates them later.
    deferredModule = mkOptionType {
      name = "module";
      check = x: isAttrs x || lib.isFunction x || types.path.check x;
      merge = _: defs: { imports = map (def: lib.modules.setDefaultModuleLocation def.file def.value) defs; };
    };
    submodule =
      module:
      types.submoduleWith {
        modules = lib.toList module;
        shorthandOnlyDefinesConfig = true;
      };
    submoduleWith =
      {
        modules,
        specialArgs ? { },
        shorthandOnlyDefinesConfig ? false,
        class ? null,
      }:
      mkOptionType {
        name = "submodule";
        check = x: isAttrs x || lib.isFunction x || types.path.check x;
        merge =
          loc: defs:
          (lib.evalModules {
            inherit specialArgs class;
            prefix = loc;
            modules =
              modules
              ++ [ { _module.args.name = lib.mkOptionDefault (lib.last loc); } ]
              ++ map (
                def:
                if isAttrs def.value && shorthandOnlyDefinesConfig then
                  {
                    _file = def.file;
                    config = def.value;
                  }
                else
                  lib.modules.setDefaultModuleLocation def.file def.value
              ) defs;
          }).config;
        emptyValue = { };
      };
  };
in
types
