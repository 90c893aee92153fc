rec {
  network.domain = "north.example";
  hosts = {
    elm = { ip = "10.2.0.1"; ssh.user = "admin"; ssh.port = 22; tags = [ "web" ]; fqdn = "elm.${network.domain}"; };
    oak = {
      ip = "10.2.0.2";
      ssh = { port = 2022; };
      deploy.remoteBuild = true;
    };
  };
}
