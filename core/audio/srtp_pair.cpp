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

using Change = srtp_err_status_t(srtp_t, void *, int *);

std::size_t changed(Change *change, srtp_t session, std::span<std::uint8_t> packet, std::size_t bytes,
                    std::size_t trailer) // the new length; 0: it cannot be
{
    int length = int(bytes);
    if (packet.size() < bytes + trailer || change(session, packet.data(), &length) != srtp_err_status_ok)
        return 0;
    return std::size_t(length);
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
    return changed(srtp_protect, m_sending, packet, bytes, srtpTrailerBytesAtMost);
}

std::span<std::uint8_t> SrtpPair::unprotect(std::span<std::uint8_t> packet)
{
    return packet.first(changed(srtp_unprotect, m_receiving, packet, packet.size(), 0));
}

std::size_t SrtpPair::protectReport(std::span<std::uint8_t> packet, std::size_t bytes)
{
    return changed(srtp_protect_rtcp, m_sending, packet, bytes, srtcpTrailerBytesAtMost);
}

std::span<std::uint8_t> SrtpPair::unprotectReport(std::span<std::uint8_t> packet)
{
    return packet.first(changed(srtp_unprotect_rtcp, m_receiving, packet, packet.size(), 0));
}

} // namespace nightbell
