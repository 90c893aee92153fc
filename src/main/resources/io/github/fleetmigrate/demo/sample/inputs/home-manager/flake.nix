# home-manager for the sample fleet: homes of their own and homes inside a NixOS configuration.
{
  description = "Stand-in for home-manager";

  inputs.nixpkgs.url = "path:@inputs@/nixpkgs";

  outputs =
    { self, nixpkgs }:
    {
      lib.homeManagerConfiguration =
        {
          modules ? [ ],
          pkgs,
          lib ? pkgs.lib,
          extraSpecialArgs ? { },
        }:
        let
          home = lib.evalModules {
            class = "homeManager";
            modules = [ (import ./modules.nix { inherit pkgs; }) ] ++ modules;
            specialArgs = extraSpecialArgs;
          };
        in
        {
          inherit pkgs;
          inherit (home) config options;
          activationPackage = home.config.home.activationPackage;
        };

      nixosModules.home-manager = ./nixos.nix;
      nixosModules.default = self.nixosModules.home-manager;
    };
}
