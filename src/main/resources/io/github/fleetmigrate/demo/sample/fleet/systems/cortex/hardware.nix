{ lib, ... }:
{
  boot.kernelModules = [ "kvm-amd" ];
  fileSystems."/" = {
    device = "/dev/nvme0n1p3";
    fsType = "ext4";
  };
  nixpkgs.hostPlatform = lib.mkDefault "@system@";
}
