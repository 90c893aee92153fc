{
  inputs.nixpkgs.url = "path:@inputs@/nixpkgs";
  inputs.deploy-rs = { url = "path:@inputs@/deploy-rs"; inputs.nixpkgs.follows = "nixpkgs"; };

  outputs = { self, nixpkgs, deploy-rs }:
    let
      domain = "lan.example";
      port = "2200";
    in
    {
      nixosConfigurations.quay = nixpkgs.lib.nixosSystem {
        system = "x86_64-linux";
        modules = [ ./hosts/quay.nix ];
      };
      nixosConfigurations."pier" = nixpkgs.lib.nixosSystem {
        system = "aarch64-linux";
        specialArgs = { inherit domain; };
        modules = [ ./hosts/quay.nix { networking.domain = domain; } ];
      };
      nixosConfigurations.${"mole"} = self.nixosConfigurations.quay;

      deploy = {
        sshUser = "ops";
        sshOpts = [ "-A" ];
        magicRollback = true;
        nodes.quay = {
          # the node's own options come before those of the whole fleet
          hostname = "quay.${domain}";
          sshOpts = [ "-i" "key" ];
          remoteBuild = true;
          profiles.system = {
            user = "root";
            sshOpts = [ "-p" port ];
            path = deploy-rs.lib.x86_64-linux.activate.nixos self.nixosConfigurations.quay;
          };
        };
        nodes.pier = {
          hostname = "10.1.0.2";
          sshUser = "root";
          magicRollback = false;
          interactiveSudo = true;
          profiles.system = {
            sshUser = "admin";
            remoteBuild = false;
            path = deploy-rs.lib.aarch64-linux.activate.nixos self.nixosConfigurations.pier;
          };
          profiles.site.path = deploy-rs.lib.aarch64-linux.activate.noop self.nixosConfigurations.pier;
        };
        nodes."mole" = { hostname = ''10.1.0.3''; sshUser = null; profiles = { }; };
      };
    };
}
