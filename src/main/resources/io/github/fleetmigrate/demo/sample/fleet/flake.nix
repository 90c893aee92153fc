{
  description = "Four machines at home: orion, cortex, nexus and axon";

  inputs = {
    flake-parts.url = "path:@inputs@/flake-parts";
    flake-parts.inputs.nixpkgs-lib.follows = "nixpkgs";
    nixpkgs.url = "path:@inputs@/nixpkgs";
    # Homes, on orion and on every host that has people on it
    home-manager = {
      url = "path:@inputs@/home-manager";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    deploy-rs.url = "path:@inputs@/deploy-rs";
    nixos-secrets = { url = "path:@inputs@/nixos-secrets"; flake = false; };
  };

  nixConfig = {
    # Our own cache, filled by nexus every night
    extra-substituters = [
      "https://cache.example.org"
    ];
    extra-trusted-public-keys = [
      "cache.example.org-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    ];
  };

  outputs =
    inputs@{ flake-parts, ... }:
    flake-parts.lib.mkFlake { inherit inputs; } {
      imports = [
        ./flake-modules/nixos-configurations.nix
        ./flake-modules/home-configurations.nix
        ./flake-modules/deploy.nix
      ];

      systems = [ "@system@" ];

      perSystem =
        {
          config,
          self',
          inputs',
          pkgs,
          system,
          ...
        }:
        {
          # `nix fmt`
          formatter = pkgs.nixpkgs-fmt;

          devShells.default = pkgs.mkShell {
            packages = with pkgs; [
              git
              just
              nixd
              nixpkgs-fmt
            ];
          };
        };
    };
}
