# Colmena for the sample fleet: the evaluator behind `colmenaHive`, by the real one's interface.
{
  description = "Stand-in for Colmena";

  inputs.nixpkgs.url = "path:@inputs@/nixpkgs";

  outputs =
    { self, nixpkgs }:
    {
      lib.makeHive = rawHive: import ./hive.nix { inherit rawHive; };

      nixosModules = {
        inherit (import ./options.nix) deploymentOptions metaOptions;
        inherit (import ./modules.nix) assertionModule keyServiceModule;
      };

      packages = nixpkgs.lib.mapAttrs (_: pkgs: rec {
        colmena = pkgs.writeShellScriptBin "colmena" "echo colmena stand-in";
        default = colmena;
      }) nixpkgs.legacyPackages;
    };
}
