{ lib, ... }:
{
  boot.kernelModules = [ "kvm-intel" ];
  fileSystems."/" = {
    device = "/dev/sda2";
    fsType = "ext4";
  };
  nixpkgs.hostPlatform = lib.mkDefault "@system@";
}
