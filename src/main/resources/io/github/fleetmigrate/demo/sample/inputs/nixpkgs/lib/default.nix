# The part of nixpkgs' library that the sample fleet and the stand-ins use.
let
  self =
    builtins
    // trivial
    // lists
    // attrsets
    // strings
    // options
    // {
      inherit
        trivial
        lists
        attrsets
        strings
        options
        modules
        types
        systems
        ;
      inherit (modules)
        evalModules
        mkIf
        mkMerge
        mkOverride
        mkForce
        mkDefault
        mkOptionDefault
        mkOrder
        mkBefore
        mkAfter
        ;
      platforms.linux = [
        "x86_64-linux"
        "aarch64-linux"
      ];
    };

  trivial = import ./trivial.nix;
  lists = import ./lists.nix;
  attrsets = import ./attrsets.nix { lib = self; };
  strings = import ./strings.nix { lib = self; };
  options = import ./options.nix { lib = self; };
  types = import ./types.nix { lib = self; };
  modules = import ./modules.nix { lib = self; };
  systems = import ./systems.nix { lib = self; };
in
self
