{ self, inputs }:
let
  activate = system: inputs.deploy-rs.lib.${system}.activate.nixos;
  mkNode = name: system: given:
    {
      hostname = if given ? hostname then given.hostname else "${name}.local";
      profiles.system = {
        sshUser = "deploy";
        user = "root";
        path = activate system self.nixosConfigurations.${name};
      } // builtins.removeAttrs given [ "hostname" ];
    };
in
{
  deploy.nodes = {
    larch = mkNode "larch" "x86_64-linux" { remoteBuild = true; };
    fir = mkNode "fir" "aarch64-linux" { hostname = "192.0.2.9"; sshOpts = [ "-p2222" ]; sshUser = "pi"; };
  };
}
