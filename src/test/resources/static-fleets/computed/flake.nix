{
  inputs = { nixpkgs.url = "path:@inputs@/nixpkgs"; deploy-rs.url = "path:@inputs@/deploy-rs"; };
  outputs = { self, nixpkgs, deploy-rs }:
    let
      inherit (nixpkgs.lib) nixosSystem recursiveUpdate foldl' concatMap optionalAttrs;
      mk = name: extra: { ${name} = nixosSystem { system = "x86_64-linux"; modules = [ extra ]; }; };
      base = { sshUser = "one"; profiles.system.user = "root"; };
      node = name: over: {
        ${name} = recursiveUpdate base ({
          hostname = "${name}.example";
          profiles.system.path = deploy-rs.lib.x86_64-linux.activate.nixos self.nixosConfigurations.${name};
        } // over);
      };
    in
    {
      nixosConfigurations = foldl' (all: one: all // one) { } [ (mk "n1" { }) (mk "n2" { }) ] // optionalAttrs (1 == 2) (mk "n3" { });
      deploy.nodes = node "n1" { profiles.system.sshUser = "two"; }
        // node "n2" (if builtins.elem "n2" (concatMap (x: [ x ]) [ "n2" ]) then { sshOpts = [ "-o" "port=23" ]; } else { });
    };
}
