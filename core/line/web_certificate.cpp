#include "line/web_certificate.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include <memory>

namespace nightbell {

namespace {

constexpr long validSeconds = 365L * 24 * 3600; // longer than an engine runs; other ends do not look at it
constexpr long clockMayBeOffSeconds = 24L * 3600;
constexpr qsizetype sha256Bytes = 32;

struct Free
{
    void operator()(BIO *bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
};
template<class Object> using Owned = std::unique_ptr<Object, Free>;

template<class Write> QByteArray written(Write write)
{
    const Owned<BIO> memory(BIO_new(BIO_s_mem()));
    if (!memory || write(memory.get()) != 1)
        return {};
    char *bytes = nullptr;
    const long length = BIO_get_mem_data(memory.get(), &bytes);
    return QByteArray(bytes, qsizetype(length));
}

bool describe(X509 *certificate, EVP_PKEY *key)
{
    std::uint64_t serial = 0;
    X509_NAME *name = X509_get_subject_name(certificate);
    const auto *commonName = reinterpret_cast<const unsigned char *>("nightbell");
    return RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial) == 1
        && X509_set_version(certificate, X509_VERSION_3) == 1
        && ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1) == 1
        && X509_gmtime_adj(X509_getm_notBefore(certificate), -clockMayBeOffSeconds)
        && X509_gmtime_adj(X509_getm_notAfter(certificate), validSeconds)
        && X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, commonName, -1, -1, 0) == 1
        && X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1
        && X509_sign(certificate, key, EVP_sha256()) > 0;
}

} // namespace

Result<WebCertificate> makeWebCertificate()
{
    const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
    const Owned<X509> certificate(X509_new());
    QByteArray fingerprint(sha256Bytes, '\0');
    if (!key || !certificate || !describe(certificate.get(), key.get())
        || X509_digest(certificate.get(), EVP_sha256(), reinterpret_cast<unsigned char *>(fingerprint.data()), nullptr)
            != 1)
        return Problem{Problem::Kind::Unreachable, QStringLiteral("OpenSSL makes no certificate for browsers")};
    return WebCertificate{
        .certificatePem = written([&](BIO *to) { return PEM_write_bio_X509(to, certificate.get()); }),
        .keyPem = written(
            [&](BIO *to) { return PEM_write_bio_PrivateKey(to, key.get(), nullptr, nullptr, 0, nullptr, nullptr); }),
        .fingerprint = fingerprint,
    };
}

QByteArray fingerprintText(const QByteArray &fingerprint) { return "sha-256 " + fingerprint.toHex(':').toUpper(); }

QByteArray fingerprintFrom(const QByteArray &text)
{
    const QByteArray hash = "sha-256 ";
    QByteArray digits = text.mid(hash.size()).trimmed();
    if (text.left(hash.size()).toLower() != hash || digits.size() != sha256Bytes * 3 - 1)
        return {};
    for (qsizetype at = 0; at < digits.size(); ++at)
        if ((at % 3 == 2) != (digits[at] == ':') || (at % 3 != 2 && !isxdigit(static_cast<unsigned char>(digits[at]))))
            return {};
    return QByteArray::fromHex(digits.replace(':', QByteArray()));
}

} // namespace nightbell
