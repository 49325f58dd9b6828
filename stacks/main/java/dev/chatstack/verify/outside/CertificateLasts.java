package dev.chatstack.verify.outside;

import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The certificate of the chat is trusted, is for its host, and lasts for 21 days at least.
 *
 * @param address where to connect to; the host itself, unless a test says otherwise
 * @param tls whose trust counts
 */
public record CertificateLasts(String environment, String host, InetSocketAddress address, SSLContext tls, Clock clock)
        implements Check {
    private static final Duration AT_LEAST = Duration.ofDays(21);
    private static final int PATIENCE_MILLIS = 10_000;

    @Override
    public String group() {
        return "access";
    }

    @Override
    public String name() {
        return "certificate of " + host;
    }

    @Override
    public Finding examine() {
        InetSocketAddress resolved = new InetSocketAddress(address.getHostString(), address.getPort());
        try (Socket plain = new Socket()) {
            plain.connect(resolved, PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            try (SSLSocket socket =
                    (SSLSocket) tls.getSocketFactory().createSocket(plain, host, address.getPort(), true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return judge((X509Certificate) socket.getSession().getPeerCertificates()[0]);
            }
        } catch (IOException e) {
            return Finding.failed(
                    String.valueOf(e.getMessage()),
                    "./chatstack runbook -e " + environment + " CertificateExpiresSoon");
        }
    }

    private Finding judge(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        long days = Duration.between(clock.instant(), end).toDays();
        return clock.instant().plus(AT_LEAST).isBefore(end)
                ? Finding.passed("until " + end + ", " + days + " days")
                : Finding.failed(
                        "it ends at " + end + ", in " + days + " days",
                        "./chatstack runbook -e " + environment + " CertificateExpiring");
    }
}
