{
  inputs.nixpkgs.url = "path:@inputs@/nixpkgs";
  inputs.flake-utils.url = "path:@fixtures@/inputs/flake-utils";
  inputs.deploy-rs.url = "path:@inputs@/deploy-rs";

  outputs = { self, nixpkgs, flake-utils, ... }@inputs:
    flake-utils.lib.eachDefaultSystem (system: {
      packages.none = nixpkgs.legacyPackages.${system}.hello or null;
    })
    // {
      nixosConfigurations = builtins.mapAttrs
        (name: host: nixpkgs.lib.nixosSystem (host // { modules = [ { networking.hostName = name; } ]; }))
        { larch = { system = "x86_64-linux"; }; fir.system = "aarch64-linux"; };
    }
    // import ./deploy.nix { inherit self inputs; };
}
