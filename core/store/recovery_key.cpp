#include "store/recovery_key.h"

#include <sodium.h>

namespace nightbell {
namespace {

constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: no I, L, O, U
constexpr int bitsPerLetter = 5;
constexpr int groupLetters = 4;
constexpr int keyLetters = 32;
constexpr int checkLetters = 4;
static_assert(sealedForRecoveryBytes == SealKey::bytes + crypto_box_SEALBYTES);

struct BoxKeys
{
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_box_SECRETKEYBYTES> secret{};
    ~BoxKeys() { sodium_memzero(secret.data(), secret.size()); }
};

void makeBoxKeys(const std::array<unsigned char, 20> &recovery, BoxKeys &keys)
{
    makeSodiumReady();
    std::array<unsigned char, crypto_box_SEEDBYTES> seed;
    static constexpr unsigned char purpose[] = "nightbell recovery key";
    crypto_generichash(seed.data(), seed.size(), recovery.data(), recovery.size(), purpose, sizeof purpose - 1);
    crypto_box_seed_keypair(keys.open.data(), keys.secret.data(), seed.data());
    sodium_memzero(seed.data(), seed.size());
}

const unsigned char *raw(QByteArrayView bytes) { return reinterpret_cast<const unsigned char *>(bytes.data()); }

// A cyclic check of 20 bits over the letters (x^20 + x^3 + 1): every mistake that stays within one group's length,
// so each wrong letter and each pair of swapped neighbours, is found for certain.
quint32 checkOf(const std::array<int, keyLetters> &letters)
{
    constexpr quint32 top = 1u << 20, polynomial = top | 0b1001;
    quint32 rest = 0xBE11; // any start but zero: a key of zeros does not check itself
    for (const int letter : letters)
        for (int bit = bitsPerLetter - 1; bit >= 0; --bit) {
            rest = rest << 1 ^ ((letter >> bit & 1) ? top : 0);
            if (rest & top)
                rest ^= polynomial;
        }
    return rest;
}

std::array<int, keyLetters> lettersOf(const std::array<unsigned char, 20> &bytes)
{
    std::array<int, keyLetters> letters{};
    for (int bit = 0; bit < keyLetters * bitsPerLetter; ++bit)
        if (bytes[size_t(bit / 8)] >> (7 - bit % 8) & 1)
            letters[size_t(bit / bitsPerLetter)] |= 1 << (bitsPerLetter - 1 - bit % bitsPerLetter);
    return letters;
}

std::optional<int> letterFrom(QChar typed)
{
    const char upper = typed.toUpper().toLatin1();
    const char meant = upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
    const char *found = meant ? std::char_traits<char>::find(alphabet, keyLetters, meant) : nullptr;
    return found ? std::optional(int(found - alphabet)) : std::nullopt;
}

Problem invalid(const char *why) { return {Problem::Kind::Invalid, QLatin1String(why)}; }

} // namespace

RecoveryKey RecoveryKey::fresh()
{
    makeSodiumReady();
    RecoveryKey key;
    randombytes_buf(key.m_raw.data(), key.m_raw.size());
    return key;
}

RecoveryKey::~RecoveryKey() { sodium_memzero(m_raw.data(), m_raw.size()); }

Result<RecoveryKey> RecoveryKey::read(QStringView typed)
{
    std::array<int, keyLetters + checkLetters> all{};
    size_t count = 0;
    for (const QChar each : typed) {
        if (each.isSpace() || each.category() == QChar::Punctuation_Dash)
            continue;
        const auto letter = letterFrom(each);
        if (!letter)
            return invalid("the recovery key holds a character that is never used");
        if (count == all.size())
            return invalid("the recovery key is too long");
        all[count++] = *letter;
    }
    if (count < all.size())
        return invalid("the recovery key is too short");
    std::array<int, keyLetters> letters{};
    std::copy_n(all.begin(), keyLetters, letters.begin());
    quint32 check = 0;
    for (size_t i = keyLetters; i < all.size(); ++i)
        check = check << bitsPerLetter | quint32(all[i]);
    if (check != checkOf(letters))
        return invalid("the recovery key is mistyped: its last group does not fit the others");
    RecoveryKey key;
    for (int bit = 0; bit < keyLetters * bitsPerLetter; ++bit)
        if (letters[size_t(bit / bitsPerLetter)] >> (bitsPerLetter - 1 - bit % bitsPerLetter) & 1)
            key.m_raw[size_t(bit / 8)] |= static_cast<unsigned char>(1 << (7 - bit % 8));
    return key;
}

QString RecoveryKey::text() const
{
    const auto letters = lettersOf(m_raw);
    QString text;
    for (size_t i = 0; i < keyLetters; ++i) {
        if (i && i % groupLetters == 0)
            text += QLatin1Char('-');
        text += QLatin1Char(alphabet[letters[i]]);
    }
    text += QLatin1Char('-');
    const quint32 check = checkOf(letters);
    for (int i = checkLetters - 1; i >= 0; --i)
        text += QLatin1Char(alphabet[check >> (i * bitsPerLetter) & 31]);
    return text;
}

QByteArray RecoveryKey::publicKey() const
{
    BoxKeys keys;
    makeBoxKeys(m_raw, keys);
    return {reinterpret_cast<const char *>(keys.open.data()), qsizetype(keys.open.size())};
}

Result<SealKey> RecoveryKey::open(QByteArrayView sealedForIt) const
{
    if (sealedForIt.size() != sealedForRecoveryBytes)
        return Problem{Problem::Kind::Damaged, QStringLiteral("the key sealed for recovery has the wrong length")};
    BoxKeys keys;
    makeBoxKeys(m_raw, keys);
    std::array<char, SealKey::bytes> plain{};
    auto *const out = reinterpret_cast<unsigned char *>(plain.data());
    if (crypto_box_seal_open(out, raw(sealedForIt), sealedForRecoveryBytes, keys.open.data(), keys.secret.data()) != 0)
        return Problem{Problem::Kind::Damaged, QStringLiteral("the key sealed for recovery does not open")};
    Result<SealKey> key = SealKey::from({plain.data(), SealKey::bytes});
    sodium_memzero(plain.data(), plain.size());
    return key;
}

Result<QByteArray> sealForRecovery(QByteArrayView publicKey, const SealKey &key)
{
    makeSodiumReady();
    QByteArray sealed(sealedForRecoveryBytes, Qt::Uninitialized);
    if (publicKey.size() != crypto_box_PUBLICKEYBYTES
        || crypto_box_seal(reinterpret_cast<unsigned char *>(sealed.data()), raw(key.view()), SealKey::bytes,
                           raw(publicKey))
            != 0)
        return Problem{Problem::Kind::Damaged, QStringLiteral("the clinic's recovery public key is not one")};
    return sealed;
}

} // namespace nightbell
