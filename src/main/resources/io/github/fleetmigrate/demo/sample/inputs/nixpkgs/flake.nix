# A small nixpkgs for the sample fleet: the same outputs and calling conventions, very little inside.
{
  description = "Stand-in for nixpkgs: modules evaluate, toplevels build with /bin/sh alone";

  outputs =
    { self }:
    let
      lib = import ./lib;
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
    in
    {
      lib = lib // {
        nixosSystem =
          args:
          import ./nixos/lib/eval-config.nix (
            { system = null; }
            // args
            // {
              modules = args.modules ++ [ { nixpkgs.flake.source = toString self.outPath; } ];
            }
          );
      };

      legacyPackages = lib.genAttrs systems (system: import ./. { inherit system; });
    };
}
