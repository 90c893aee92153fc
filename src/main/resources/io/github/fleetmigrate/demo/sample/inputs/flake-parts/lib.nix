{ lib }:
let
  inherit (lib) mkOption types;

  # Outputs that perSystem makes, and how each is laid out in the flake: <output>.<system>.<name>.
  perSystemOutputs = [
    "apps"
    "checks"
    "devShells"
    "legacyPackages"
    "packages"
  ];

  # A flake's outputs without the system: what self' and inputs' are.
  forSystem =
    system: flake:
    lib.mapAttrs (_: output: output.${system}) (
      lib.filterAttrs (_: output: builtins.isAttrs output && output ? ${system}) (
        builtins.removeAttrs flake [
          "inputs"
          "outputs"
          "sourceInfo"
        ]
      )
    );

  systemModule =
    { inputs', lib, ... }:
    {
      _file = ./lib.nix;
      options =
        lib.genAttrs perSystemOutputs (
          _:
          mkOption {
            type = types.lazyAttrsOf types.raw;
            default = { };
          }
        )
        // {
          formatter = mkOption {
            type = types.nullOr types.raw;
            default = null;
          };
        };
      config._module.args.pkgs = lib.mkOptionDefault (
        inputs'.nixpkgs.legacyPackages
          or (throw "flake-parts: perSystem asks for `pkgs', and there is no input `nixpkgs' with legacyPackages for this system")
      );
    };

  flakeModule =
    {
      config,
      lib,
      self,
      inputs,
      ...
    }:
    let
      allSystems = lib.genAttrs config.systems (
        system:
        (lib.evalModules {
          class = "perSystem";
          prefix = [
            "perSystem"
            system
          ];
          modules = [
            systemModule
            config.perSystem
          ];
          specialArgs = {
            inherit system;
            self' = forSystem system self;
            inputs' = lib.mapAttrs (_: forSystem system) inputs;
          };
        }).config
      );
    in
    {
      _file = ./lib.nix;
      options = {
        systems = mkOption {
          type = types.listOf types.str;
          description = "The systems that perSystem is evaluated for.";
        };
        perSystem = mkOption {
          type = types.deferredModule;
          default = { };
        };
        flake = mkOption {
          default = { };
          type = types.submoduleWith {
            shorthandOnlyDefinesConfig = true;
            modules = [
              {
                freeformType = types.lazyAttrsOf types.raw;
                options =
                  lib.genAttrs
                    (
                      perSystemOutputs
                      ++ [
                        "formatter"
                        "nixosConfigurations"
                        "nixosModules"
                        "overlays"
                      ]
                    )
                    (
                      name:
                      mkOption {
                        default = { };
                        type = types.lazyAttrsOf (
                          if lib.elem name perSystemOutputs then types.lazyAttrsOf types.raw else types.raw
                        );
                      }
                    );
              }
            ];
          };
        };
      };
      config = {
        flake =
          lib.genAttrs perSystemOutputs (name: lib.mapAttrs (_: evaluated: evaluated.${name}) allSystems)
          // {
            formatter = lib.mapAttrs (_: evaluated: evaluated.formatter) (
              lib.filterAttrs (_: evaluated: evaluated.formatter != null) allSystems
            );
          };
        _module.args = {
          getSystem = system: allSystems.${system};
          withSystem = system: f: f (allSystems.${system} // { inherit system; config = allSystems.${system}; });
        };
      };
    };

  evalFlakeModule =
    {
      inputs,
      self ? inputs.self,
      specialArgs ? { },
    }:
    module:
    lib.evalModules {
      class = "flake";
      specialArgs = {
        inherit inputs lib self;
        flake-parts-lib = flakePartsLib;
      }
      // specialArgs;
      modules = [
        flakeModule
        module
      ];
    };

  flakePartsLib = {
    inherit evalFlakeModule;
    mkFlake = args: module: (evalFlakeModule args module).config.flake;
  };
in
flakePartsLib
