#include "speech/letter_sounds.h"

#include <QList>
#include <QSet>

#include <flite/flite.h>

#include <mutex>

extern "C" { // Debian's headers do not declare it
cst_lexicon *cmu_lex_init(void);
}

namespace nightbell {

namespace {

constexpr int soundsAtMost = 40;

QByteArray inOurSounds(QByteArray sound)
{
    while (!sound.isEmpty() && sound.back() >= '0' && sound.back() <= '9') // how it is stressed
        sound.chop(1);
    sound = sound.toUpper();
    return sound == "AX" ? QByteArray("AH") : sound;
}

const cst_lexicon *lexicon()
{
    static const cst_lexicon *const english = [] {
        flite_init();
        return cmu_lex_init();
    }();
    return english;
}

} // namespace

bool isSound(const QByteArray &sound)
{
    static const QSet<QByteArray> all = [] {
        const QList<QByteArray> sounds =
            QByteArray(
                "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z "
                "ZH")
                .split(' ');
        return QSet<QByteArray>(sounds.begin(), sounds.end());
    }();
    return all.contains(sound);
}

QByteArray letterSounds(const QString &word)
{
    QByteArray letters;
    for (const QChar sign : word.toLower())
        if (sign >= u'a' && sign <= u'z')
            letters += sign.toLatin1();
    if (letters.isEmpty())
        return {};
    static std::mutex turns; // the lexicon is one for all
    const std::lock_guard turn(turns);
    cst_val *found = lex_lookup(lexicon(), letters.constData(), nullptr, nullptr);
    QByteArray sounds;
    int count = 0;
    for (const cst_val *at = found; at && count < soundsAtMost; at = val_cdr(at)) {
        const QByteArray sound = inOurSounds(val_string(val_car(at)));
        if (!isSound(sound))
            continue;
        sounds += (sounds.isEmpty() ? "" : " ") + sound;
        ++count;
    }
    delete_val(found);
    return sounds;
}

} // namespace nightbell
