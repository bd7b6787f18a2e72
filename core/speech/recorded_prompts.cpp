#include "speech/recorded_prompts.h"

#include "audio/rate_change.h"
#include "speech/wav_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype slugCharactersAtMost = 120; // of a file's name
constexpr int phrasesOfOneAtMost = 8;
constexpr double wantedLevel = 4'000; // root mean square of what speaks in it, about that of the voice
constexpr double gainAtMost = 2;      // 6 dB: what is fainter or louder is so on purpose, or is bad
constexpr double peakAtMost = 29'000;
constexpr double silence = 0.1; // of the loudest: what is below is pause

Problem wrong(const QString &what) { return {Problem::Kind::Invalid, what}; }

double levelOf(const Pcm &pcm, int peak)
{
    double sum = 0;
    qsizetype counted = 0;
    for (const qint16 sample : pcm)
        if (std::abs(int(sample)) >= int(peak * silence)) {
            sum += double(sample) * sample;
            ++counted;
        }
    return counted > 0 ? std::sqrt(sum / double(counted)) : 0;
}

Result<Pcm> levelled(Pcm pcm)
{
    int peak = 0;
    for (const qint16 sample : std::as_const(pcm))
        peak = std::max(peak, std::abs(int(sample)));
    constexpr int quietest = 300;
    if (peak < quietest)
        return wrong(u"there is nothing to be heard in it"_s);
    const double wanted = std::clamp(wantedLevel / levelOf(pcm, peak), 1 / gainAtMost, gainAtMost);
    const double gain = std::min(wanted, peakAtMost / peak);
    for (qint16 &sample : pcm)
        sample = qint16(std::lround(sample * gain));
    return pcm;
}

Pcm atRate(const Pcm &pcm, int from, int to)
{
    if (from == to)
        return pcm;
    RateChange change(from, to);
    change.skipDelay();
    Pcm input = pcm;
    input.resize(pcm.size() + qsizetype(change.held()));
    Pcm changed(qsizetype(change.roomFor(std::size_t(input.size()))));
    changed.resize(qsizetype(change.change(input, changed)));
    return changed;
}

Result<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return Problem{Problem::Kind::NotFound, u"it cannot be read"_s};
    if (file.size() > recordedFileBytesAtMost)
        return wrong(u"it has more than %1 bytes"_s.arg(recordedFileBytesAtMost));
    return file.read(recordedFileBytesAtMost);
}

Result<WavSound> soundIn(const QString &path)
{
    const Result<QByteArray> bytes = bytesOf(path);
    if (!bytes)
        return bytes.problem();
    Result<WavSound> read = readWav(bytes.value());
    if (!read)
        return read;
    if (read.value().pcm.size() > qsizetype(read.value().rate) * recordedSecondsAtMost)
        return wrong(u"it is longer than %1 seconds"_s.arg(recordedSecondsAtMost));
    const Result<Pcm> even = levelled(read.value().pcm);
    if (!even)
        return even.problem();
    return WavSound{read.value().rate, even.value()};
}

} // namespace

QString slugOf(const QString &text)
{
    QString slug;
    for (const QChar letter : text.toLower())
        if (letter.isLetterOrNumber())
            slug += letter;
        else if (letter != u'\'' && letter != QChar(0x2019) && !slug.isEmpty() && !slug.endsWith(u'-'))
            slug += u'-';
    if (slug.endsWith(u'-'))
        slug.chop(1);
    return slug;
}

RecordedPrompts RecordedPrompts::in(const QString &folder)
{
    RecordedPrompts all;
    if (!folder.isEmpty())
        all.take(folder);
    return all;
}

void RecordedPrompts::take(const QString &folder)
{
    const QDir dir(folder);
    if (!dir.exists()) {
        m_faults << folder + u": no such folder"_s;
        return;
    }
    QStringList files = dir.entryList({u"*.wav"_s, u"*.WAV"_s}, QDir::Files, QDir::Name);
    const QString indexName = u"index.json"_s;
    if (dir.exists(indexName)) {
        const Result<QByteArray> bytes = bytesOf(dir.filePath(indexName));
        const QJsonDocument index = bytes ? QJsonDocument::fromJson(bytes.value()) : QJsonDocument();
        if (!index.isObject())
            m_faults << indexName + u": not an object of texts and their files"_s;
        const QJsonObject texts = index.object();
        for (auto text = texts.begin(); text != texts.end(); ++text) {
            const QString file = text->toString();
            files.removeAll(file);
            if (file.isEmpty() || file.contains(u'/') || file.contains(u'\\'))
                m_faults << indexName + u": a text without a file of this folder"_s;
            else
                take(folder, file, slugOf(text.key()));
        }
    }
    for (const QString &file : std::as_const(files))
        take(folder, file, file.chopped(4).toLower());
}

void RecordedPrompts::take(const QString &folder, const QString &file, const QString &slug)
{
    const auto refuse = [&](const QString &why) { m_faults << file + u": "_s + why; };
    if (slug.isEmpty())
        return refuse(u"its text has no words"_s);
    if (m_sounds.size() >= recordedPromptsAtMost || m_bytes >= recordedBytesAtMost)
        return refuse(u"there are too many before it"_s);
    const Result<WavSound> read = soundIn(QDir(folder).filePath(file));
    if (!read)
        return refuse(read.problem().detail);
    QMap<int, Pcm> &sounds = m_sounds[slug];
    for (const int rate : {narrowRate, wideRate}) {
        sounds[rate] = atRate(read.value().pcm, read.value().rate, rate);
        m_bytes += sounds[rate].size() * qsizetype(sizeof(qint16));
    }
}

Pcm RecordedPrompts::soundFor(const QString &slug, int rate) const
{
    auto known = m_sounds.constFind(slug);
    if (known == m_sounds.cend())
        known = m_sounds.constFind(slug.left(slugCharactersAtMost));
    return known == m_sounds.cend() ? Pcm() : known->value(rate);
}

RecordedPrompts::Found RecordedPrompts::find(const QList<Phrase> &phrases, qsizetype from, int rate) const
{
    if (m_sounds.isEmpty())
        return {};
    QStringList slugs;
    for (qsizetype at = from; at < phrases.size() && at < from + phrasesOfOneAtMost; ++at)
        slugs << slugOf(phrases[at].words);
    for (; !slugs.isEmpty(); slugs.removeLast())
        if (const Pcm pcm = soundFor(slugs.join(u'-'), rate); !pcm.isEmpty())
            return {slugs.size(), pcm};
    return {};
}

} // namespace nightbell
