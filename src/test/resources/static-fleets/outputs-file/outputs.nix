inputs@{ self, nixpkgs, ... }:
let
  inherit (nixpkgs) lib;
  names = [ "ibis" "kite" ] ++ map (n: "wren${toString n}") [ 1 2 ];
in
rec {
  nixosConfigurations = lib.genAttrs names (name:
    let system = if name == "kite" then "aarch64-linux" else "x86_64-linux";
    in lib.nixosSystem { inherit system; modules = [ ]; });
  deploy.nodes = lib.mapAttrs
    (name: host: {
      hostname = "${name}.birds.example";
      sshUser = "root";
      profiles.system.path = inputs.deploy-rs.lib.x86_64-linux.activate.nixos host;
    })
    (lib.filterAttrs (name: _: !lib.hasPrefix "wren" name || name == "wren1") self.nixosConfigurations);
}
