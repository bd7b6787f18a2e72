// Sentences as the ear gets them: speech_lines FOLDER writes NUMBER.raw (16 kHz, 16 bits), their list, and what was
// said.
#include "scripted/voices.h"
#include "speech/line_sound.h"
#include "speech/open_sentences.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cstdio>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 sentencesOfAQuestion = 14;
constexpr quint32 firstTurn = 1'000'000; // none that the language model learns from
constexpr int fewestWords = 2;

const QStringList voices{u"slt"_s, u"rms"_s, u"kal16"_s, u"awb"_s, u"en-us"_s, u"en-us+f2"_s, u"en-us+m3"_s};

QList<QStringList> sentences()
{
    const auto rules = callersRules({});
    if (!rules)
        qFatal("%s", qPrintable(rules.problem().detail));
    QList<QStringList> all;
    for (const QString &rule : questionRules() + QStringList{u"always"_s})
        for (quint32 turn = 0; turn < sentencesOfAQuestion; ++turn)
            all << rules.value().wording(rule, firstTurn + turn);
    for (const char *ease :
         {"i would like to make an appointment with {doctor} {when} please", "do you have anything {when}",
          "my {relative} has a {ache} and needs a {service}", "i need a refill of {drug}"}) {
        const auto phrase =
            rules.value().parse(QString::fromLatin1(ease).replace(u"make an appointment"_s, u"make an appointment"_s));
        for (quint32 turn = 0; phrase && turn < sentencesOfAQuestion; ++turn)
            all << rules.value().wording(phrase.value(), firstTurn + turn);
    }
    erase_if(all, [](const QStringList &words) { return words.size() < fewestWords; });
    return all;
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray widened(const Pcm &pcm)
{
    LineSound line(narrowRate);
    QByteArray raw;
    const std::size_t frame = samplesPerFrame(narrowRate);
    for (std::span rest(pcm.constData(), std::size_t(pcm.size())); !rest.empty();) {
        const auto wide = line.widened(rest.first(std::min(frame, rest.size())));
        raw.append(reinterpret_cast<const char *>(wide.data()), qsizetype(wide.size_bytes()));
        rest = rest.subspan(std::min(frame, rest.size()));
    }
    return raw;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc != 2)
        qFatal("speech_lines FOLDER");
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    QByteArray list, said;
    int number = 0;
    for (const QStringList &words : sentences()) {
        const QString voice = voices[number % voices.size()];
        const QByteArray name = QByteArray::number(++number);
        const Pcm pcm = scripted::overTelephone(scripted::saidBy(voice, words.join(u' ')));
        if (pcm.isEmpty() || !write(folder.filePath(QString::fromLatin1(name) + ".raw"_L1), widened(pcm)))
            qFatal("%s: not spoken or not written", name.constData());
        list += name + '\n';
        said += "<s> " + words.join(u' ').toLatin1() + " </s> (" + name + ")\n";
    }
    std::printf("%d sentences\n", number);
    return write(folder.filePath(u"list"_s), list) && write(folder.filePath(u"said"_s), said) ? 0 : 1;
}
