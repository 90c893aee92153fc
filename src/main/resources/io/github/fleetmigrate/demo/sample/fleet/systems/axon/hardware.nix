{ lib, ... }:
{
  boot.kernelModules = [ "kvm-intel" ];
  fileSystems."/" = {
    device = "/dev/sda1";
    fsType = "ext4";
  };
  nixpkgs.hostPlatform = lib.mkDefault "@system@";
}
