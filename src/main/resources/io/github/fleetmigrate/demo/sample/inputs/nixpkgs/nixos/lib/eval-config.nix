# From NixOS modules to a configuration: what `lib.nixosSystem` and Colmena's evaluator both call.
{
  # null: the modules say so, with nixpkgs.hostPlatform.
  system ? builtins.currentSystem,
  pkgs ? null,
  lib ? import ../../lib,
  baseModules ? import ../modules/module-list.nix,
  extraModules ? [ ],
  extraArgs ? { },
  specialArgs ? { },
  modules,
  prefix ? [ ],
  check ? true,
}:
let
  platform = {
    _file = ./eval-config.nix;
    key = "${toString ./eval-config.nix}#platform";
    config = lib.mkMerge [
      (lib.mkIf (system != null) { nixpkgs.system = lib.mkDefault system; })
      (lib.mkIf (pkgs != null) { _module.args.pkgs = lib.mkForce pkgs; })
    ];
  };

  arguments = {
    _file = ./eval-config.nix;
    key = "${toString ./eval-config.nix}#arguments";
    config._module.args = {
      inherit baseModules extraModules modules;
    };
  };

  withExtraAttrs =
    configuration:
    configuration
    // {
      inherit extraArgs lib;
      inherit (configuration._module.args) pkgs;
      extendModules = args: withExtraAttrs (configuration.extendModules args);
    };
in
withExtraAttrs (
  lib.evalModules {
    inherit prefix check;
    class = "nixos";
    args = extraArgs;
    modules =
      baseModules
      ++ extraModules
      ++ [
        platform
        arguments
      ]
      ++ modules;
    specialArgs = {
      modulesPath = toString ../modules;
    }
    // specialArgs;
  }
)
