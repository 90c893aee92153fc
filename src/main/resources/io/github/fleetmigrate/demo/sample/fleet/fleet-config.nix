# The machines at home, in one place.
#
# Read by modules/system/base/networking.nix (names of every machine in /etc/hosts), by the systems
# (time zone, their own address) and by scripts.
{
  # For every machine
  global = {
    timeZone = "Europe/Lisbon";
    locale = "en_GB.UTF-8";
  };

  network = {
    domain = "home";
    subnet = "203.0.113.0/24";
    gateway = "203.0.113.1";
    dns = [ "203.0.113.1" "9.9.9.9" ];
  };

  hosts = {
    # Orion: laptop, and where the others are deployed from
    orion = {
      hostname = "orion";
      fqdn = "orion.home";
      ip = "203.0.113.30"; # reserved in the router

      interfaces = {
        wifi = {
          name = "wlp1s0";
          mac = null;
        };
      };

      ssh = {
        user = "mira";
        port = 22;
        publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDemoKeyOfOrionWhichOpensNothingAtAll0000 mira@orion";
      };

      wol = {
        enabled = false;
        mac = null;
      };

      deploy = {
        enabled = false; # never over the network
        remoteBuild = false;
      };
    };

    # Cortex: models
    cortex = {
      hostname = "cortex";
      fqdn = "cortex.home";
      ip = "203.0.113.10";

      interfaces = {
        ethernet = {
          name = "enp3s0";
          mac = "02:00:00:00:10:01"; # wakes it
        };
      };

      ssh = {
        user = "jarvis";
        port = 22;
        authorizedKeys = [
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDemoKeyOfOrionWhichOpensNothingAtAll0000 mira@orion"
        ];
      };

      wol = {
        enabled = true;
        mac = "02:00:00:00:10:01";
      };

      deploy = {
        enabled = true;
        remoteBuild = true; # it is much faster than orion
        method = "deploy-rs";
      };
    };

    # Nexus: films, photographs, monitoring
    nexus = {
      hostname = "nexus";
      fqdn = "nexus.home";
      ip = "203.0.113.22"; # reserved in the router

      interfaces = {
        ethernet = {
          name = "eno1";
          mac = null;
        };
      };

      ssh = {
        user = "deploy";
        port = 22;
        authorizedKeys = [
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDemoKeyOfOrionWhichOpensNothingAtAll0000 mira@orion"
        ];
      };

      wol = {
        enabled = false;
        mac = null;
      };

      deploy = {
        enabled = true;
        remoteBuild = false;
        method = "deploy-rs";
      };
    };

    # To add one, copy this:
    #
    # name = {
    #   hostname = "name";
    #   fqdn = "name.home";
    #   ip = "203.0.113.x";
    #   ssh = {
    #     user = "jarvis";
    #     port = 22;
    #   };
    #   deploy.enabled = true;
    # };
  };
}
