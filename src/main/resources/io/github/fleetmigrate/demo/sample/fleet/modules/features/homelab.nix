{ config, pkgs, ... }:
{
  services.jellyfin.enable = true;

  systemd.services.photo-index = {
    description = "Index photographs";
    after = [ "network-online.target" ];
    path = [ pkgs.fd ];
    script = "fd . /srv/photographs > /srv/photographs/.index";
    startAt = [ "daily" ];
  };
}
