#include "audio/srtp_pair.h"

#include <srtp2/srtp.h>

namespace nightbell {

namespace {

bool libraryReady()
{
    static const bool ready = srtp_init() == srtp_err_status_ok;
    return ready;
}

int keyBytes(SrtpSuite suite)
{
    switch (suite) {
    case SrtpSuite::AesCm128Sha1_80:
    case SrtpSuite::AesCm128Sha1_32:
        return SRTP_AES_ICM_128_KEY_LEN_WSALT;
    case SrtpSuite::AesGcm128:
        return SRTP_AES_GCM_128_KEY_LEN_WSALT;
    case SrtpSuite::AesGcm256:
        return SRTP_AES_GCM_256_KEY_LEN_WSALT;
    }
    Q_UNREACHABLE();
}

void setSuite(SrtpSuite suite, srtp_policy_t &policy)
{
    switch (suite) {
    case SrtpSuite::AesCm128Sha1_80:
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&policy.rtp);
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&policy.rtcp);
        break;
    case SrtpSuite::AesCm128Sha1_32: // RTCP keeps the long tag (RFC 4568, 6.2)
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(&policy.rtp);
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&policy.rtcp);
        break;
    case SrtpSuite::AesGcm128:
        srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtp);
        srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtcp);
        break;
    case SrtpSuite::AesGcm256:
        srtp_crypto_policy_set_aes_gcm_256_16_auth(&policy.rtp);
        srtp_crypto_policy_set_aes_gcm_256_16_auth(&policy.rtcp);
        break;
    }
}

srtp_t session(SrtpSuite suite, QByteArray key, srtp_ssrc_type_t direction)
{
    constexpr unsigned long packetsRemembered = 128; // a repeated one is refused
    srtp_policy_t policy{};
    setSuite(suite, policy);
    policy.ssrc = {direction, 0};
    policy.key = reinterpret_cast<unsigned char *>(key.data());
    policy.window_size = packetsRemembered;
    srtp_t made = nullptr;
    return srtp_create(&made, &policy) == srtp_err_status_ok ? made : nullptr;
}

} // namespace

Result<std::unique_ptr<SrtpPair>> SrtpPair::make(const SrtpKeys &keys)
{
    if (keys.ours.size() != keyBytes(keys.suite) || keys.theirs.size() != keyBytes(keys.suite))
        return Problem{Problem::Kind::Invalid, QStringLiteral("an SRTP key of the wrong length")};
    std::unique_ptr<SrtpPair> pair(new SrtpPair);
    if (libraryReady()) {
        pair->m_sending = session(keys.suite, keys.ours, ssrc_any_outbound);
        pair->m_receiving = session(keys.suite, keys.theirs, ssrc_any_inbound);
    }
    if (!pair->m_sending || !pair->m_receiving)
        return Problem{Problem::Kind::Refused, QStringLiteral("SRTP cannot be set up")};
    return pair;
}

SrtpPair::~SrtpPair()
{
    for (srtp_t each : {m_sending, m_receiving})
        if (each)
            srtp_dealloc(each);
}

std::size_t SrtpPair::protect(std::span<std::uint8_t> packet, std::size_t bytes)
{
    if (packet.size() < bytes + srtpTrailerBytesAtMost)
        return 0;
    int length = int(bytes);
    return srtp_protect(m_sending, packet.data(), &length) == srtp_err_status_ok ? std::size_t(length) : 0;
}

std::span<std::uint8_t> SrtpPair::unprotect(std::span<std::uint8_t> packet)
{
    int length = int(packet.size());
    if (srtp_unprotect(m_receiving, packet.data(), &length) != srtp_err_status_ok)
        return {};
    return packet.first(std::size_t(length));
}

} // namespace nightbell
