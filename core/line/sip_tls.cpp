#include "line/sip_tls.h"

#include <QFile>
#include <QHostAddress>
#include <QSslCertificate>

#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <re.h>

#undef min
#undef max

namespace nightbell {

namespace {

constexpr qint64 longestPemBytes = 1 << 20;

Problem unusable(const char *what) { return {Problem::Kind::Invalid, QString::fromLatin1(what)}; }

QByteArray pemIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(longestPemBytes) : QByteArray();
}

int faultSlot() // where a context keeps the pointer to its fault
{
    static const int slot = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return slot;
}

LineFault *faultOf(const X509_STORE_CTX *checked)
{
    const auto *connection =
        static_cast<SSL *>(X509_STORE_CTX_get_ex_data(checked, SSL_get_ex_data_X509_STORE_CTX_idx()));
    return static_cast<LineFault *>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), faultSlot()));
}

int noteVerdict(int accepted, X509_STORE_CTX *checked)
{
    LineFault &fault = *faultOf(checked);
    if (accepted) {
        if (X509_STORE_CTX_get_error_depth(checked) == 0)
            fault = LineFault::None;
        return accepted;
    }
    const int error = X509_STORE_CTX_get_error(checked);
    const bool outOfTime = error == X509_V_ERR_CERT_HAS_EXPIRED || error == X509_V_ERR_CERT_NOT_YET_VALID;
    fault = outOfTime ? LineFault::CertificateExpired : LineFault::CertificateNotTrusted;
    return 0;
}

} // namespace

LineFault certificateFault(const TlsPlace &place, Instant now)
{
    const QList<QSslCertificate> chain = QSslCertificate::fromData(pemIn(place.certificate), QSsl::Pem);
    if (chain.isEmpty() || pemIn(place.key).isEmpty())
        return LineFault::CertificateUnreadable;
    const qint64 ms = toMs(now);
    const bool inTime =
        chain[0].effectiveDate().toMSecsSinceEpoch() <= ms && ms < chain[0].expiryDate().toMSecsSinceEpoch();
    return inTime ? LineFault::None : LineFault::CertificateExpired;
}

Result<TlsRole> TlsRole::server(const TlsPlace &place)
{
    TlsRole role;
    tls *context = nullptr;
    if (tls_alloc(&context, TLS_METHOD_SSLV23, nullptr, nullptr))
        return unusable("no TLS context");
    role.m_context.reset(context);
    SSL_CTX_set_min_proto_version(tls_openssl_context(context), TLS1_2_VERSION);
    if (const Result<> usable = role.renew(place); !usable)
        return usable.problem();
    return role;
}

Result<> TlsRole::renew(const TlsPlace &place)
{
    SSL_CTX *raw = tls_openssl_context(m_context.get());
    if (SSL_CTX_use_certificate_chain_file(raw, QFile::encodeName(place.certificate).constData()) != 1)
        return unusable("sip.tls_certificate cannot be used");
    if (SSL_CTX_use_PrivateKey_file(raw, QFile::encodeName(place.key).constData(), SSL_FILETYPE_PEM) != 1
        || SSL_CTX_check_private_key(raw) != 1)
        return unusable("sip.tls_key cannot be used, or belongs to another certificate");
    return {};
}

Result<TlsRole> TlsRole::client(const QString &host, const QString &authorities)
{
    TlsRole role;
    tls *context = nullptr;
    if (tls_alloc(&context, TLS_METHOD_SSLV23, nullptr, nullptr))
        return unusable("no TLS context");
    role.m_context.reset(context);
    SSL_CTX *raw = tls_openssl_context(context);
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    const bool known = authorities.isEmpty()
        ? SSL_CTX_set_default_verify_paths(raw) == 1
        : SSL_CTX_load_verify_locations(raw, QFile::encodeName(authorities).constData(), nullptr) == 1;
    if (!known)
        return unusable("sip.tls_authorities cannot be used");
    X509_VERIFY_PARAM *check = SSL_CTX_get0_param(raw);
    const QByteArray name = host.toLatin1();
    const bool named = QHostAddress(host).isNull() ? X509_VERIFY_PARAM_set1_host(check, name.constData(), 0) == 1
                                                   : X509_VERIFY_PARAM_set1_ip_asc(check, name.constData()) == 1;
    if (!named)
        return unusable("the registrar's name cannot be checked");
    SSL_CTX_set_ex_data(raw, faultSlot(), role.m_lastFault.get());
    SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, noteVerdict);
    return role;
}

} // namespace nightbell
