// What it costs to understand a caller: intents and danger of one utterance, danger of each partial as it grows word by
// word within a call. The sentences of tests/dialog/sets, and stories of as many words as a partial is watched.
#include "bench/figures.h"
#include "dialog/danger_watch.h"
#include "dialog/meaning.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace nightbell;

namespace {

QStringList sentences()
{
    QStringList texts;
    const QDir dir(QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/dialog/sets"));
    for (const QString &name : dir.entryList({QStringLiteral("*.jsonl")}, QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : file.readAll().split('\n'))
            if (const QJsonObject item = QJsonDocument::fromJson(line).object(); !item.isEmpty())
                texts << item[QStringLiteral("text")].toString();
    }
    return texts;
}

void utterances(const Tripwire &tripwire, const QStringList &texts)
{
    const Words asked = wordsOf(u"How can I help you?");
    bench::Figures whole("understanding: an utterance (intents and danger)"), danger("danger: an utterance");
    for (const QString &text : texts) {
        whole.time([&] {
            const Words said = wordsOf(text);
            tripwire.judge(said, asked);
            understand(said, asked);
        });
        danger.time([&] { tripwire.judge(wordsOf(text), asked); });
    }
    whole.print();
    danger.print();
}

void partials(const Tripwire &tripwire, const QStringList &texts, const QByteArray &what)
{
    bench::Figures partial(what);
    for (qsizetype text = 0; text < texts.size(); ++text) {
        DangerWatch watch(tripwire);
        watch.hearFinal(texts[(text + 1) % texts.size()], 1);
        QString heard;
        for (const QString &word : texts[text].split(u' ')) {
            heard += word + u' ';
            partial.time([&] { watch.hearPartial(heard, 2); });
        }
    }
    partial.print();
}

} // namespace

int main()
{
    const Tripwire tripwire = Tripwire::builtIn();
    const QStringList texts = sentences();
    understand(wordsOf(u"hello")); // takes up the model
    utterances(tripwire, texts);
    partials(tripwire, texts, "danger: a partial, word by word");
    QStringList stories;
    for (qsizetype text = 0; text + 8 <= texts.size(); text += 40)
        stories << texts.mid(text, 8).join(u' ');
    partials(tripwire, stories, "danger: a partial of a story of eight sentences");
    return 0;
}
