# The module system: modules are collected through their imports, their options form a tree, and the
# definitions of each option are merged by its type. Calling conventions and results are nixpkgs'.
{ lib }:
let
  inherit (builtins)
    addErrorContext
    concatLists
    concatMap
    filter
    foldl'
    head
    isAttrs
    length
    mapAttrs
    removeAttrs
    ;
  inherit (lib)
    imap1
    isFunction
    isOption
    showOption
    types
    ;

  kind = value: if isAttrs value then value._type or null else null;

  mkIf = condition: content: {
    _type = "if";
    inherit condition content;
  };
  mkMerge = contents: {
    _type = "merge";
    inherit contents;
  };
  mkOverride = priority: content: {
    _type = "override";
    inherit priority content;
  };
  mkOrder = priority: content: {
    _type = "order";
    inherit priority content;
  };
  mkOptionDefault = mkOverride 1500;
  mkDefault = mkOverride 1000;
  mkForce = mkOverride 50;
  mkBefore = mkOrder 500;
  mkAfter = mkOrder 1500;

  # A value's text in a message: what can be printed is printed, the rest is named by its kind.
  show =
    value:
    if isAttrs value || isFunction value || builtins.isList value then
      "<${builtins.typeOf value}>"
    else
      builtins.toJSON value;
  showDefs = concatMap' (def: "\n- In `${def.file}': ${show def.value}");
  concatMap' = f: xs: builtins.concatStringsSep "" (map f xs);

  # ---- From modules as written to { file, key, imports, options, config }

  longForm = [
    "_class"
    "_file"
    "config"
    "disabledModules"
    "freeformType"
    "imports"
    "key"
    "meta"
    "options"
  ];

  structure =
    file: key: module:
    let
      long = module ? options || module ? config;
      stray = builtins.attrNames (removeAttrs module longForm);
      settings =
        if !long then
          removeAttrs module (filter (name: name != "config" && name != "options" && name != "meta") longForm)
        else if stray != [ ] then
          throw "Module `${file}' has an unsupported attribute `${head stray}'. With `config' or `options' at its top, a module has its settings inside `config'."
        else
          module.config or { };
    in
    {
      file = toString (module._file or file);
      key = toString (module.key or key);
      imports = module.imports or [ ];
      options = module.options or { };
      config =
        if module ? freeformType then
          mkMerge [
            settings
            { _module.freeformType = module.freeformType; }
          ]
        else
          settings;
    };

  load =
    args: moduleArgs: file: key: module:
    if builtins.isPath module || builtins.isString module then
      load args moduleArgs (toString module) (toString module) (import module)
    else if isFunction module then
      load args moduleArgs file key (call args moduleArgs file module)
    else if kind module == "if" || kind module == "override" || kind module == "merge" then
      load args moduleArgs file key { config = module; }
    else if isAttrs module then
      structure file key module
    else
      throw "Module `${file}' is neither a function nor an attribute set but a ${builtins.typeOf module}.";

  # Each argument is looked up only when the module uses it: a module argument inside `imports` is an
  # endless recursion, a special argument is not.
  call =
    args: moduleArgs: file: f:
    f (
      args
      // mapAttrs (
        name: _:
        addErrorContext "while evaluating the module argument `${name}' in \"${file}\":" (
          args.${name} or moduleArgs.${name}
            or (throw "attribute `${name}' is missing: `${file}' asks for it, and neither specialArgs nor _module.args has it")
        )
      ) (lib.functionArgs f)
    );

  collect =
    args: moduleArgs: modules:
    let
      loadAll =
        file: key: imap1 (n: load args moduleArgs file "${key}:anon-${toString n}");
    in
    builtins.genericClosure {
      startSet = loadAll "<unknown-file>" "" modules;
      operator = module: loadAll module.file module.key module.imports;
    };

  # ---- Properties

  # A definition of a set of options, with mkIf, mkMerge and mkOverride moved to the options inside.
  pushDown =
    value:
    if kind value == "merge" then
      concatMap pushDown value.contents
    else if kind value == "if" then
      map (mapAttrs (_: mkIf value.condition)) (pushDown value.content)
    else if kind value == "override" then
      map (mapAttrs (_: mkOverride value.priority)) (pushDown value.content)
    else
      [ value ];

  discharge =
    value:
    if kind value == "merge" then
      concatMap discharge value.contents
    else if kind value == "if" then
      if value.condition then discharge value.content else [ ]
    else
      [ value ];

  strongest =
    defs:
    let
      priority = def: if kind def.value == "override" then def.value.priority else 100;
      top = foldl' (acc: def: lib.min acc (priority def)) 9999 defs;
      strip = def: if kind def.value == "override" then def // { value = def.value.content; } else def;
    in
    map strip (filter (def: priority def == top) defs);

  inOrder =
    defs:
    let
      priority = def: if kind def.value == "order" then def.value.priority else 1000;
      strip = def: if kind def.value == "order" then def // { value = def.value.content; } else def;
    in
    if lib.any (def: kind def.value == "order") defs then
      map strip (builtins.sort (a: b: priority a < priority b) defs)
    else
      defs;

  # ---- Merging

  mergeDefinitions =
    loc: type: defs:
    let
      discharged = concatMap (def: map (value: def // { inherit value; }) (discharge def.value)) defs;
      effective = inOrder (strongest discharged);
      wrong = filter (def: !type.check def.value) effective;
    in
    {
      isDefined = effective != [ ];
      definitions = effective;
      merged =
        if wrong != [ ] then
          throw "A definition for option `${showOption loc}' is not of type `${type.description}'. Definition values:${showDefs wrong}"
        else
          addErrorContext "while evaluating the option `${showOption loc}':" (type.merge loc effective);
    };

  evalOption =
    loc: declaration: defs:
    let
      option = declaration.option;
      type = option.type or types.unspecified;
      default = lib.optional (option ? default) {
        inherit (declaration) file;
        value = mkOptionDefault option.default;
      };
      result = mergeDefinitions loc type (default ++ defs);
      value =
        if option.readOnly or false && length defs > 1 then
          throw "The option `${showOption loc}' is read-only, but it's set multiple times. Definition values:${showDefs defs}"
        else if result.isDefined then
          result.merged
        else
          type.emptyValue
            or (throw "The option `${showOption loc}' was accessed but has no value defined. Try setting the option.");
    in
    option
    // {
      inherit loc type;
      inherit (result) isDefined;
      declarations = [ declaration.file ];
      files = map (def: def.file) result.definitions;
      definitions = map (def: def.value) result.definitions;
      value = (option.apply or (x: x)) value;
    };

  # declarations: [ { file, options } ], definitions: [ { file, value } ]
  # -> { options, config, unmatched = [ { file, loc, value } ] }
  mergeTree =
    prefix: declarations: definitions:
    let
      declared = builtins.zipAttrsWith (_: all: all) (
        map (decl: mapAttrs (_: option: { inherit (decl) file; inherit option; }) decl.options) declarations
      );
      sets = concatMap (
        def:
        map (
          value:
          if isAttrs value then
            mapAttrs (_: value: { inherit (def) file; inherit value; }) value
          else
            throw "The option `${showOption prefix}' is a set of options, but `${def.file}' defines it as ${show value}."
        ) (pushDown def.value)
      ) definitions;
      defined = builtins.zipAttrsWith (_: all: all) sets;

      merged = mapAttrs (
        name: decls:
        let
          loc = prefix ++ [ name ];
          defs = defined.${name} or [ ];
        in
        if !lib.any (decl: isOption decl.option) decls then
          mergeTree loc (map (decl: { inherit (decl) file; options = decl.option; }) decls) defs
        else if length decls > 1 then
          throw "The option `${showOption loc}' in `${(head decls).file}' is already declared in `${(lib.last decls).file}'."
        else
          rec {
            options = evalOption loc (head decls) defs;
            config = options.value;
            unmatched = [ ];
          }
      ) declared;

      strangers = concatLists (
        lib.mapAttrsToList (name: map (def: def // { loc = prefix ++ [ name ]; })) (
          removeAttrs defined (builtins.attrNames declared)
        )
      );
    in
    {
      options = mapAttrs (_: part: part.options) merged;
      config = mapAttrs (_: part: part.config) merged;
      unmatched = strangers ++ concatLists (lib.mapAttrsToList (_: part: part.unmatched) merged);
    };

  evalModules =
    {
      modules,
      specialArgs ? { },
      prefix ? [ ],
      class ? null,
      check ? true,
      args ? { },
    }:
    let
      own = {
        _file = "lib/modules.nix";
        key = "lib/modules.nix";
        options._module = {
          args = lib.mkOption {
            type = types.lazyAttrsOf types.raw;
            default = { };
          };
          check = lib.mkOption {
            type = types.bool;
            default = check;
          };
          freeformType = lib.mkOption {
            type = types.nullOr types.raw;
            default = null;
          };
          specialArgs = lib.mkOption {
            type = types.raw;
            readOnly = true;
          };
        };
        config._module = {
          args = args // {
            inherit extendModules;
          };
          inherit specialArgs;
        };
      };

      collected = collect ({
        inherit
          config
          lib
          options
          specialArgs
          ;
      } // specialArgs) config._module.args ([ own ] ++ modules);

      tree = mergeTree prefix (map (module: { inherit (module) file options; }) collected) (
        map (module: { inherit (module) file; value = module.config; }) collected
      );

      freeformType = tree.config._module.freeformType;
      below = loc: lib.genList (n: builtins.elemAt loc (n + length prefix)) (length loc - length prefix);
      config =
        if freeformType == null then
          tree.config
        else
          lib.recursiveUpdate (freeformType.merge prefix (
            map (def: { inherit (def) file; value = lib.setAttrByPath (below def.loc) def.value; }) tree.unmatched
          )) tree.config;
      inherit (tree) options;

      checked =
        let
          first = head tree.unmatched;
          same = filter (def: def.loc == first.loc) tree.unmatched;
        in
        if config._module.check && freeformType == null && tree.unmatched != [ ] then
          throw "The option `${showOption first.loc}' does not exist. Definition values:${showDefs same}"
        else
          x: x;

      extendModules =
        extension:
        evalModules {
          modules = modules ++ extension.modules or [ ];
          specialArgs = specialArgs // extension.specialArgs or { };
          prefix = extension.prefix or prefix;
          inherit class check args;
        };
    in
    {
      _type = "configuration";
      options = checked options;
      config = checked (removeAttrs config [ "_module" ]);
      _module = checked config._module;
      inherit class extendModules;
      type = types.submoduleWith { inherit modules specialArgs; };
    };
in
{
  inherit
    evalModules
    mergeDefinitions
    mkAfter
    mkBefore
    mkDefault
    mkForce
    mkIf
    mkMerge
    mkOptionDefault
    mkOrder
    mkOverride
    pushDown
    showDefs
    ;
  setDefaultModuleLocation = file: module: {
    _file = file;
    imports = [ module ];
  };
}
