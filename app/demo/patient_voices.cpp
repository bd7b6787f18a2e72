#include "app/demo/patient_voices.h"

#include "ask.h"
#include "speech/sound_file.h"

#include <flite/flite.h>

#include <map>

extern "C" { // Debian's headers do not declare them
cst_voice *register_cmu_us_rms(const char *directory);
cst_voice *register_cmu_us_kal16(const char *directory);
cst_voice *register_cmu_us_awb(const char *directory);
}

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr int pauseSamples = narrowRate / 5; // before and after

cst_voice *voiceNamed(const QString &name)
{
    static const std::map<QString, cst_voice *> voices = [] {
        flite_init();
        return std::map<QString, cst_voice *>{{u"rms"_s, register_cmu_us_rms(nullptr)},
                                              {u"kal16"_s, register_cmu_us_kal16(nullptr)},
                                              {u"awb"_s, register_cmu_us_awb(nullptr)}};
    }();
    const auto found = voices.find(name);
    return found == voices.end() ? nullptr : found->second;
}

// Played a little faster it is higher, and a little shorter.
Pcm spoken(const QString &voice, double pitch, const QString &words)
{
    cst_voice *flite = voiceNamed(voice);
    if (!flite)
        return {};
    cst_wave *wave = flite_text_to_wave(words.toLatin1().constData(), flite);
    if (!wave)
        return {};
    const WavSound sound{int(wave->sample_rate * pitch), Pcm(wave->samples, wave->samples + wave->num_samples)};
    delete_wave(wave);
    return Pcm(pauseSamples, 0) + atRate(sound, narrowRate) + Pcm(pauseSamples, 0);
}

} // namespace

PatientVoices::PatientVoices()
{
    m_thread.setObjectName(u"patients"_s);
    m_here.moveToThread(&m_thread);
    m_thread.start();
}

PatientVoices::~PatientVoices()
{
    m_thread.quit();
    m_thread.wait();
}

QStringList PatientVoices::names() { return {u"rms"_s, u"awb"_s, u"kal16"_s}; }

QFuture<Pcm> PatientVoices::say(const QString &voice, double pitch, const QString &words)
{
    return ask(&m_here, [voice, pitch, words] { return spoken(voice, pitch, words); });
}

} // namespace nightbell
