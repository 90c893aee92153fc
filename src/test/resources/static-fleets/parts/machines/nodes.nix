{ self, inputs, ... }:
let
  inherit (import ../fleet-config.nix) hosts;
  node = name: {
    hostname = hosts.${name}.ip;
    sshUser = hosts.${name}.ssh.user or "nobody";
    profiles.system = {
      user = "root";
      path = inputs.deploy-rs.lib.x86_64-linux.activate.nixos self.nixosConfigurations.${name};
    };
  };
in
{
  flake.deploy = with hosts.oak; {
    remoteBuild = deploy.remoteBuild;
    nodes = { elm = node "elm"; oak = node "oak" // { sshOpts = [ "-o" "Port=${toString ssh.port}" ]; }; };
  };
}
