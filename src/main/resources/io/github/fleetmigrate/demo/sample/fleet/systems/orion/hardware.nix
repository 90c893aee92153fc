{ lib, ... }:
{
  boot.kernelModules = [ "kvm-amd" ];
  fileSystems."/" = {
    device = "/dev/nvme0n1p2";
    fsType = "btrfs";
  };
  nixpkgs.hostPlatform = lib.mkDefault "@system@";
}
