#include "speech/espeak_throat.h"

#include <QHash>

#include <espeak-ng/speak_lib.h>

#include <algorithm>
#include <mutex>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr int bufferMs = 60;
constexpr int usualRate = 22'050; // what the library answers; without its data nothing is spoken
constexpr int volume = 160;       // of 100: as loud as the other voice

QString tagWithin(const QString &language)
{
    static const QHash<QString, QString> others{{u"zh"_s, u"cmn"_s},  {u"zh-hk"_s, u"yue"_s}, {u"no"_s, u"nb"_s},
                                                {u"iw"_s, u"he"_s},   {u"in"_s, u"id"_s},     {u"zh-yue"_s, u"yue"_s},
                                                {u"fr-ca"_s, u"fr"_s}};
    const QString tag = language.toLower().replace(u'_', u'-');
    return others.value(tag, tag);
}

// The whole library is one state without a handle: who speaks holds the turn, and every answer is looked at.
class Espeak
{
public:
    static Espeak &only()
    {
        static Espeak espeak;
        return espeak;
    }

    int rate() const { return m_rate > 0 ? m_rate : usualRate; }

    QByteArray voiceFor(const QString &language) const // the nearest: "en-AU" is spoken as "en"
    {
        for (QString tag = tagWithin(language); !tag.isEmpty(); tag = tagWithin(tag.section(u'-', 0, -2)))
            if (const auto found = m_voices.constFind(tag); found != m_voices.cend())
                return found->voice;
        return {};
    }

    Result<WordTimes> speak(const QString &words, const QByteArray &voice, const Throat::Hear &hear)
    {
        const std::lock_guard turn(m_turn);
        if (m_rate <= 0)
            return wrong("espeak-ng did not start; is espeak-ng-data installed?");
        if (voice != m_set) {
            m_set.clear();
            if (espeak_SetVoiceByName(voice.constData()) != EE_OK)
                return wrong("espeak-ng does not know a voice of its own list");
            if (espeak_SetParameter(espeakVOLUME, volume, 0) != EE_OK)
                return wrong("espeak-ng refused its volume");
            m_set = voice;
        }
        Hearing hearing{hear, words.toUcs4(), {}};
        m_hearing = &hearing;
        const QByteArray text = words.toUtf8();
        const espeak_ERROR spoken = espeak_Synth(text.constData(), std::size_t(text.size()) + 1, 0, POS_CHARACTER, 0,
                                                 espeakCHARS_UTF8, nullptr, nullptr);
        m_hearing = nullptr;
        if (spoken != EE_OK)
            return wrong("espeak-ng did not speak");
        return hearing.times;
    }

private:
    struct Hearing
    {
        const Throat::Hear &hear;
        QList<uint> letters;
        WordTimes times;

        void add(const espeak_EVENT &word) // its position counts from 1, and whole letters
        {
            const qsizetype letter = std::clamp<qsizetype>(word.text_position - 1, 0, letters.size());
            const auto wide =
                std::count_if(letters.cbegin(), letters.cbegin() + letter, [](uint each) { return each > 0xffff; });
            times.append({letter + wide, word.audio_position});
        }
    };

    struct Ranked
    {
        QByteArray voice;
        int rank = 0; // the least is the best
    };

    Espeak()
    {
        m_rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, bufferMs, nullptr, espeakINITIALIZE_DONT_EXIT);
        if (m_rate <= 0)
            return;
        espeak_SetSynthCallback(
            [](short *samples, int count, espeak_EVENT *events) { return take(samples, count, events); });
        for (const espeak_VOICE **voice = espeak_ListVoices(nullptr); voice && *voice; ++voice)
            add(**voice);
    }
    Espeak(const Espeak &) = delete;
    Espeak &operator=(const Espeak &) = delete;
    ~Espeak()
    {
        if (m_rate > 0)
            espeak_Terminate();
    }

    void add(const espeak_VOICE &voice) // its languages: a rank and a tag with a zero, again and again, then a zero
    {
        for (const char *each = voice.languages; each && *each;) {
            const int rank = *each++;
            const QString tag = QString::fromLatin1(each).toLower();
            each += tag.size() + 1;
            if (const auto known = m_voices.constFind(tag); known == m_voices.cend() || rank < known->rank)
                m_voices.insert(tag, {voice.identifier, rank});
        }
    }

    static int take(const short *samples, int count, const espeak_EVENT *events)
    {
        constexpr int goOn = 0, stop = 1;
        Hearing *hearing = only().m_hearing;
        if (!hearing)
            return stop;
        for (; events && events->type != espeakEVENT_LIST_TERMINATED; ++events)
            if (events->type == espeakEVENT_WORD)
                hearing->add(*events);
        if (!samples || count <= 0)
            return goOn;
        return hearing->hear(std::span<const std::int16_t>(samples, std::size_t(count))) ? goOn : stop;
    }

    static Problem wrong(const char *what) { return {Problem::Kind::Unreachable, QString::fromLatin1(what)}; }

    std::mutex m_turn;
    int m_rate = 0;
    QHash<QString, Ranked> m_voices; // by tag, in small letters; never changed
    QByteArray m_set;                // the voice that speaks
    Hearing *m_hearing = nullptr;    // of the phrase that is being spoken
};

} // namespace

int EspeakThroat::rate() const { return Espeak::only().rate(); }

bool EspeakThroat::speaks(const QString &language) const { return !Espeak::only().voiceFor(language).isEmpty(); }

Result<WordTimes> EspeakThroat::speak(const QString &words, const QString &language, const Hear &hear)
{
    const QByteArray voice = Espeak::only().voiceFor(language);
    return Espeak::only().speak(words, voice.isEmpty() ? QByteArrayLiteral("en") : voice, hear);
}

} // namespace nightbell
