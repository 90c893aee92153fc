package io.github.fleetmigrate.adapter.ssh;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/**
 * Offers a public key (RFC 4252, section 7) and has it signed elsewhere once the server would take it: by the agent, or not
 * at all, to learn whether it is worth asking a person for the key's passphrase.
 */
final class OfferedKey extends AbstractAuthMethod {
  /** SSH_AGENT_RSA_SHA2_512. */
  private static final int SHA_512 = 4;
  private final Signer signer;
  private final byte[] key;
  private final String algorithm;
  private final boolean rsa;
  /** Set from the connection's reader thread. */
  private volatile boolean taken;

  private volatile boolean signing;

  /** Signs for a public key; the answer has the algorithm's name and the signature, as the ssh protocol has it. */
  @FunctionalInterface
  interface Signer {
    byte[] sign(byte[] key, byte[] data, int flags) throws IOException;
  }

  /** @param signer null to ask the server alone */
  OfferedKey(Signer signer, byte[] key) throws IOException {
    super("publickey");
    this.signer = signer;
    this.key = key.clone();
    String type = new Buffer.PlainBuffer(key).readString();
    this.rsa = type.startsWith("ssh-rsa");
    this.algorithm = rsa ? type.replace("ssh-rsa", "rsa-sha2-512") : type;
  }

  /** Whether the server would take the key. */
  boolean taken() {
    return taken;
  }

  /** Whether a signature is still waited for. */
  boolean signing() {
    return signing;
  }

  @Override
  public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
    if (message != Message.USERAUTH_60) {
      super.handle(message, packet);
      return;
    }
    taken = true;
    if (signer == null) {
      throw new UserAuthException("offered only");
    }
    SSHPacket request = request(true);
    byte[] data =
        new Buffer.PlainBuffer()
            .putString(params.getTransport().getSessionID())
            .putBuffer(request)
            .getCompactData();
    signing = true;
    try {
      request.putString(signer.sign(key, data, rsa ? SHA_512 : 0));
    } catch (IOException e) {
      throw new UserAuthException("the ssh agent did not sign", e);
    }
    signing = false;
    params.getTransport().write(request);
  }

  @Override
  protected SSHPacket buildReq() throws UserAuthException {
    return request(false);
  }

  private SSHPacket request(boolean signed) throws UserAuthException {
    return super.buildReq().putBoolean(signed).putString(algorithm).putString(key);
  }
}
