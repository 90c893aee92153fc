{
  inputs = { nixpkgs.url = "path:@inputs@/nixpkgs"; deploy-rs.url = "path:@inputs@/deploy-rs"; };
  outputs = { self, nixpkgs, deploy-rs, ... }:
    let
      lib = nixpkgs.lib;
      folders = builtins.attrNames (lib.filterAttrs (_: type: type == "directory") (builtins.readDir ./hosts));
      addresses = builtins.fromJSON (builtins.readFile ./addresses.json);
      deployed = builtins.filter (name: builtins.pathExists (./hosts + "/${name}/node.nix")) folders;
    in
    {
      nixosConfigurations = builtins.listToAttrs (map
        (name: lib.nameValuePair name (lib.nixosSystem { modules = [ ./hosts/${name}/default.nix ]; }))
        folders);
      deploy.nodes = lib.genAttrs deployed (name:
        (import (self + "/hosts/${name}/node.nix")) // {
          hostname = addresses.${name}.v4;
          profiles.system.path = deploy-rs.lib.x86_64-linux.activate.nixos self.nixosConfigurations.${name};
        });
    };
}
