{ lib }:
{
  elaborate =
    platform:
    let
      system = platform.system or platform;
    in
    {
      inherit system;
      isLinux = lib.hasSuffix "-linux" system;
      isDarwin = lib.hasSuffix "-darwin" system;
      isx86_64 = lib.hasPrefix "x86_64" system;
      isAarch64 = lib.hasPrefix "aarch64" system;
    };
}
