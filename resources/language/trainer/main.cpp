// phrase_trainer [--wrong] MODEL LISTS PHRASES... [--borrow LABEL PHRASES...]: learns a model from phrase files, and
// from those of another model, whose labels it does not know become LABEL; --wrong shows what it mistakes.
#include "phrase_learning.h"

#include <QFile>
#include <QFileInfo>
#include <QTextStream>

using namespace nightbell;

int main(int count, char **given)
{
    QStringList arguments;
    for (int i = 1; i < count; ++i)
        arguments << QString::fromLocal8Bit(given[i]);
    const bool showWrong = arguments.removeAll(QStringLiteral("--wrong")) > 0;
    BorrowedPhrases borrowed;
    if (const qsizetype at = arguments.indexOf(QStringLiteral("--borrow")); at > 0) {
        borrowed = {arguments.value(at + 1), arguments.mid(at + 2)};
        arguments = arguments.mid(0, at);
    }
    if (arguments.size() < 3)
        qFatal("usage: phrase_trainer [--wrong] MODEL LISTS PHRASES... [--borrow LABEL PHRASES...]");

    QTextStream out(stdout);
    const Lessons book = readLessons(arguments.mid(2), arguments[1], borrowed);
    const Learned learned = learn(book, [&](const Example &example, int judged) {
        if (showWrong)
            out << book.labels[example.label] << " -> " << book.labels[judged] << ": " << joined(example.said)
                << (example.asked.isEmpty() ? QString() : QStringLiteral("  [%1]").arg(joined(example.asked))) << "\n";
    });
    const QByteArray bytes = phraseModelFile(learned.weights);
    QFile file(arguments[0]);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s: cannot be written", qPrintable(arguments[0]));
    out << QFileInfo(file).fileName() << ": " << book.labels.size() << " labels, " << book.lines << " lines, "
        << book.examples.size() << " phrases, " << bytes.size() / 1024 << " KiB; held out: accuracy "
        << QString::number(learned.accuracy, 'f', 3) << ", macro-F1 " << QString::number(learned.macroF1, 'f', 3)
        << ", temperature " << QString::number(learned.weights.temperature, 'f', 2) << "\n";
    return 0;
}
