package io.github.fleetmigrate.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static String shown(String text) {
    return Secrets.shown(new Secrets().hide(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PASSWORD=hunter2",
        "Environment=\"DB_PASSWORD=hunter2\" \"OTHER=1\"",
        "password: hunter2",
        "password = two hunter2",
        "\"api_key\": \"hunter2\"",
        "{\"users\":[{\"name\":\"a\",\"hashedPassword\":\"hunter2\"}]}",
        "tokens = [\n  \"hunter2\",\n  \"hunter2\"\n]",
        "token: |\n  first\n  hunter2\nnext: 1",
        "PrivateKey = hunter2=",
        "PresharedKey=hunter2=",
        "psk=\"hunter2\"",
        "requirepass hunter2",
        "rocommunity hunter2",
        "machine example.org login me password hunter2",
        "curl --token hunter2 https://example.org",
        "curl -H 'Authorization: Bearer hunter2hunter2'",
        "https://me:hunter2@example.org/x",
        "https://hunter2hunter2hunter2@example.org/x",
        "<password>hunter2</password>",
        "export AWS_SECRET_ACCESS_KEY=hunter2",
        "x = ghp_hunter2hunter2hunter2",
        "me:$6$salt$hunter2",
        "me:{SSHA}hunter2hunter2",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\nhunter2\n-----END OPENSSH PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\\nhunter2",
        "AGE-SECRET-KEY-1HUNTER2HUNTER2",
        "Hunter2hunter2hunter2hunter2=",
        "secret hunter2",
        "passwordFile=hunter2"
      })
  void isHidden(String text) {
    assertFalse(shown(text).replace("HUNTER2", "hunter2").contains("hunter2"), shown(text));
    assertTrue(shown(text).contains("(hidden)"), shown(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1 axon",
        "PasswordAuthentication no",
        "PermitRootLogin prohibit-password",
        "security.sudo.wheelNeedsPassword = false",
        "deploy ALL=(ALL:ALL) NOPASSWD: ALL",
        "passwordFile = \"/run/secrets/alice\"",
        "LoadCredential=db:/run/secrets/db",
        "password required pam_unix.so",
        "\"hashedPassword\": null",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0Yz deploy@axon",
        "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-hello-1.0/bin/hello",
        "git@example.org:x.git",
        "trusted-public-keys = cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY="
      })
  void isShown(String text) {
    assertEquals(text, shown(text));
  }

  @Test
  void twoSecretsAreStillTwo() {
    Secrets secrets = new Secrets();
    String one = secrets.hide("psk=\"alice\"");
    assertNotEquals(one, secrets.hide("psk=\"bob\""));
    assertEquals(one, secrets.hide("psk=\"alice\""));
    assertEquals(
        "- \"psk=(hidden)\" + \"psk=(hidden)\"", TextChange.between("psk=\"alice\"", "psk=\"bob\"").words());
  }
}
