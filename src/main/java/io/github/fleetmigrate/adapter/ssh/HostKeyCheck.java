package io.github.fleetmigrate.adapter.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/**
 * Decides on one host's key by its known_hosts files; strictly, whatever StrictHostKeyChecking says. A key of another kind
 * than the known ones is a changed one: the host is asked for the known kinds first.
 */
final class HostKeyCheck implements HostKeyVerifier {
  private static final int HOST_CERTIFICATE = 2;
  private static final List<String> AUTHORITY_TYPES =
      List.of(
          "ssh-ed25519-cert-v01@openssh.com", "ecdsa-sha2-nistp256-cert-v01@openssh.com",
          "ecdsa-sha2-nistp384-cert-v01@openssh.com", "ecdsa-sha2-nistp521-cert-v01@openssh.com");

  private final SshSettings settings;
  private final Person person;
  private final KnownHosts known;
  /** Set from the connection's reader thread. */
  private volatile KnownHosts.Answer answer;
  private volatile String told;
  private volatile Shown shown;

  /** A host's plain key, as it is told to a person and written to known_hosts. */
  record Shown(String type, String fingerprint, byte[] blob) {}

  HostKeyCheck(SshSettings settings, Person person) throws IOException {
    this.settings = settings;
    this.person = person;
    List<KnownHosts.Line> lines = new ArrayList<>();
    for (String file : settings.knownHostsFiles()) {
      Path path = Path.of(file);
      if (Files.isRegularFile(path)) {
        lines.addAll(KnownHosts.parse(file, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)));
      }
    }
    for (String file : settings.files("revokedhostkeys")) {
      // As ssh does: a list of revoked keys that cannot be read revokes every key.
      if (!Files.isReadable(Path.of(file))) {
        throw new IOException("RevokedHostKeys " + file + " cannot be read");
      }
      Files.readString(Path.of(file), StandardCharsets.ISO_8859_1)
          .lines()
          .forEach(line -> lines.addAll(KnownHosts.parse(file, "@revoked * " + line)));
    }
    this.known = new KnownHosts(lines);
  }

  /** What was decided; null before the host showed a key. */
  KnownHosts.Answer answer() {
    return answer;
  }

  /** Type and fingerprint of the key that the host showed, for a person. */
  String told() {
    return told;
  }

  /** The plain key that the host showed, also where it is in a certificate. */
  Shown shown() {
    return shown;
  }

  /** The kinds that are known come first; sshj keeps its own order among them, so nothing else may be named. */
  @Override
  public List<String> findExistingAlgorithms(String hostname, int port) {
    Set<String> types = known.types(settings.keyName(), settings.keyPort());
    List<String> out = new ArrayList<>();
    if (known.hasAuthority(settings.keyName(), settings.keyPort())) {
      out.addAll(AUTHORITY_TYPES);
    }
    for (String type : types) {
      out.addAll(type.equals("ssh-rsa") ? List.of("rsa-sha2-512", "rsa-sha2-256") : List.of(type));
    }
    return out;
  }

  @Override
  public boolean verify(String hostname, int port, PublicKey key) {
    if (key instanceof Certificate<?> certificate) {
      String by = "certificate by " + fingerprint(certificate.getSignatureKey());
      KnownHosts.Answer authority =
          known.certificate(settings.keyName(), settings.keyPort(), certificate.getSignatureKey(), blob(certificate.getKey()));
      boolean known = authority.verdict() == KnownHosts.Verdict.KNOWN;
      if (authority.verdict() == KnownHosts.Verdict.REVOKED || (known && isValid(certificate))) {
        told = by;
        answer = authority;
        return known;
      }
      // As ssh does: one that proves nothing is passed over, and the key in it may be known for itself.
      return plain(certificate.getKey(), known ? " (its certificate does not hold for this name and time)" : "");
    }
    return plain(key, "");
  }

  private boolean plain(PublicKey key, String remark) {
    byte[] blob = blob(key);
    String type = KeyType.fromKey(key).toString();
    shown = new Shown(type, fingerprint(blob), blob);
    answer = known.key(settings.keyName(), settings.keyPort(), blob);
    String note = remark;
    if (answer.verdict() == KnownHosts.Verdict.UNKNOWN) {
      String trusted = person.trusted(KnownHosts.name(settings.keyName(), settings.keyPort()), shown.fingerprint());
      if (trusted != null) {
        answer = new KnownHosts.Answer(KnownHosts.Verdict.KNOWN, null);
        note = remark + trusted;
      }
    }
    told = type + " " + shown.fingerprint() + note;
    return answer.verdict() == KnownHosts.Verdict.KNOWN;
  }

  /** A host's certificate, for this name and this time, that its authority signed; one with conditions we do not know is not. */
  private boolean isValid(Certificate<?> certificate) {
    try {
      return certificate.getType() == HOST_CERTIFICATE
          && certificate.getCritOptions().isEmpty()
          && KeyType.CertUtils.verifyHostCertificate(blob(certificate), certificate, settings.keyName().toLowerCase(java.util.Locale.ROOT)) == null;
    } catch (Buffer.BufferException | RuntimeException unreadable) {
      return false;
    }
  }

  private static byte[] blob(PublicKey key) {
    return new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
  }

  private static String fingerprint(byte[] blob) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
