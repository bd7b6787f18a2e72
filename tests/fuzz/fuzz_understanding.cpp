// A model file of any bytes, and a caller of any words: the built-in model and the readers of things beside it.
#include "dialog/clauses.h"
#include "dialog/meaning.h"
#include "dialog/phrase_model.h"
#include "dialog/said_medication.h"
#include "dialog/said_provider.h"
#include "dialog/said_service.h"

#include <QtGlobal>

#include <numeric>

using namespace nightbell;

namespace {

void readModel(const QByteArray &bytes)
{
    const auto model = PhraseModel::fromFile(bytes);
    if (!model.ok())
        return;
    const Words said = wordsOf(u"i would like to come in on monday");
    if (model.value().judge(said).size() != size_t(model.value().labels().size()))
        qFatal("a judgement leaves a label out");
    (void)model.value().evidence(0, said);
}

void listen(const QString &text)
{
    const Words said = wordsOf(text.section(u'\n', 0, 0)), asked = wordsOf(text.section(u'\n', 1));
    const Meaning meaning = understand(said, asked);
    for (const Meant &meant : meaning.meant)
        for (const Evidence &evidence : meant.evidence)
            if (evidence.first < 0 || evidence.first + evidence.count > said.size())
                qFatal("evidence that was not said");
    const QList<Clause> clauses = clausesOf(said);
    if (std::accumulate(clauses.begin(), clauses.end(), 0, [](int sum, Clause clause) { return sum + clause.count; })
        != said.size())
        qFatal("words outside of every clause");
    (void)saidService(said);
    (void)saidMedication(said);
    (void)saidProviders(said,
                        {Provider{.id = ProviderId(QStringLiteral("a")), .name = QStringLiteral("Dr. Ann O'Neill")}});
    (void)titledName(said);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray given(reinterpret_cast<const char *>(bytes), qsizetype(size));
    readModel(given);
    listen(QString::fromUtf8(given));
    return 0;
}
