#include "app/lab_hear.h"

#include "clinic/starter_book.h"
#include "dialog/shipped_scripts.h"
#include "speech/decoding_ear.h"
#include "speech/ear_words.h"
#include "speech/sound_file.h"
#include "speech/word_errors.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 wordsFileBytes = 1 << 16;

JudgedWords heardIn(const WavSound &sound, DecodingEar &ear)
{
    const Pcm pcm = atRate(sound, narrowRate);
    const std::size_t frame = samplesPerFrame(narrowRate);
    ear.begin();
    for (std::span rest(pcm.constData(), std::size_t(pcm.size())); !rest.empty();) {
        ear.hear(rest.first(std::min(frame, rest.size())));
        rest = rest.subspan(std::min(frame, rest.size()));
    }
    return ear.end();
}

void compare(const QString &path, const QStringList &heard, QJsonObject &told)
{
    const QFileInfo sound(path);
    QFile beside(sound.path() + u'/' + sound.completeBaseName() + ".txt"_L1);
    if (!beside.open(QIODevice::ReadOnly))
        return;
    const QStringList said = earWords(QString::fromUtf8(beside.read(wordsFileBytes)));
    if (!said.isEmpty())
        told.insert(u"word_error_rate"_s, double(wordErrors(said, heard)) / double(said.size()));
}

QJsonObject hear(const QString &path, DecodingEar &ear)
{
    QJsonObject told{{u"file"_s, path}};
    const auto sound = readSoundFile(path);
    if (!sound) {
        told.insert(u"error"_s, sound.problem().detail);
        return told;
    }
    const JudgedWords heard = heardIn(sound.value(), ear);
    told.insert(u"words"_s, heard.words);
    told.insert(u"confidence"_s, heard.confidence);
    if (ear.opinions().answer)
        told.insert(u"agreed"_s, heard.agreed);
    compare(path, heard.words.split(u' ', Qt::SkipEmptyParts), told);
    return told;
}

} // namespace

Result<> hearFiles(const HearFiles &task)
{
    auto set = HearingSet::make(hearingWordsOf(starterBook(), {shippedScripts()}));
    auto pair = set ? DecoderPair::make(set.value()) : Result<std::unique_ptr<DecoderPair>>(set.problem());
    if (!pair)
        return pair.problem();
    if (!task.question.isEmpty() && set.value()->grammarFor({task.question, {}}).isEmpty())
        return Problem{Problem::Kind::Invalid,
                       QCoreApplication::translate("Lab", "No question is called %1.").arg(task.question)};
    std::fputs(qPrintable(QCoreApplication::translate(
                   "Lab", "This offline recogniser is of demonstration quality for human callers.\n")),
               stderr);
    DecodingEar ear(std::move(pair).value(), narrowRate);
    ear.expect({task.question, {}});
    for (const QString &path : task.files) {
        std::puts(QJsonDocument(hear(path, ear)).toJson(QJsonDocument::Compact).constData());
        std::fflush(stdout);
    }
    return {};
}

} // namespace nightbell
