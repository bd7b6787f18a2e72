// The key that the owner writes down: whoever has it can open the clinic's key on another machine. The store keeps
// only its public half, so a rotation seals the new clinic key for it without ever seeing it.
#pragma once

#include "result.h"
#include "store/seal.h"

#include <array>

namespace nightbell {

class RecoveryKey
{
public:
    static RecoveryKey fresh();
    // Takes what people type: lower case, spaces, hyphens, O for 0, I or L for 1. A wrong character, or two swapped,
    // is Invalid.
    static Result<RecoveryKey> read(QStringView typed);
    RecoveryKey(const RecoveryKey &other) = default;
    RecoveryKey &operator=(const RecoveryKey &other) = default;
    ~RecoveryKey();

    QString text() const; // "7QH2-…": eight groups of four, then a group that checks them
    QByteArray publicKey() const;
    Result<SealKey> open(QByteArrayView sealedForIt) const;

private:
    RecoveryKey() = default;
    static constexpr qsizetype bytes = 20; // 160 bits: thirty-two characters
    std::array<unsigned char, bytes> m_raw{};
};

constexpr qsizetype sealedForRecoveryBytes = 32 + 48;
Result<QByteArray> sealForRecovery(QByteArrayView publicKey, const SealKey &key);

} // namespace nightbell
