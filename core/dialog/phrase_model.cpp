#include "dialog/phrase_model.h"

#include <QDataStream>
#include <QIODevice>
#include <QResource>

#include <algorithm>
#include <cmath>

namespace nightbell {

namespace {

constexpr char magic[] = "NBPM";
constexpr quint8 fileVersion = 1;

void prepare(QDataStream &stream)
{
    stream.setByteOrder(QDataStream::LittleEndian);
    stream.setFloatingPointPrecision(QDataStream::SinglePrecision);
}

Problem damaged(const char *what) { return {Problem::Kind::Damaged, QString::fromLatin1(what)}; }

bool readLabels(QDataStream &stream, int count, QStringList &labels)
{
    for (int i = 0; i < count; ++i) {
        quint8 length = 0;
        stream >> length;
        QByteArray label(length, '\0');
        if (length == 0 || stream.readRawData(label.data(), length) != length)
            return false;
        labels << QString::fromLatin1(label);
    }
    return labels.removeDuplicates() == 0;
}

} // namespace

QByteArray phraseModelFile(const PhraseWeights &weights)
{
    QByteArray file;
    QDataStream stream(&file, QIODevice::WriteOnly);
    prepare(stream);
    stream.writeRawData(magic, 4);
    stream << fileVersion << quint8(weights.labels.size()) << weights.temperature << weights.step
           << quint32(weights.keys.size());
    for (const QString &label : weights.labels) {
        stream << quint8(label.size());
        stream.writeRawData(label.toLatin1().constData(), int(label.size()));
    }
    for (const quint32 key : weights.keys)
        stream << key;
    stream.writeRawData(reinterpret_cast<const char *>(weights.weights.data()), int(weights.weights.size()));
    return file;
}

Result<PhraseModel> PhraseModel::fromFile(const QByteArray &file)
{
    QDataStream stream(file);
    prepare(stream);
    if (!file.startsWith(magic))
        return damaged("phrase model: does not begin like one");
    stream.skipRawData(4);
    PhraseWeights read;
    quint8 version = 0, labels = 0;
    quint32 rows = 0;
    stream >> version;
    if (version > fileVersion)
        return Problem{Problem::Kind::Newer, QStringLiteral("phrase model: version %1").arg(version)};
    stream >> labels >> read.temperature >> read.step >> rows;
    if (stream.status() != QDataStream::Ok || version == 0 || labels < 2 || labels > phraseLabelsAtMost
        || rows > quint32(phraseRowsAtMost))
        return damaged("phrase model: its head makes no sense");
    if (!(read.temperature > 0.01F && read.temperature < 100) || !(read.step > 0 && read.step < 100))
        return damaged("phrase model: a scale out of range");
    if (!readLabels(stream, labels, read.labels))
        return damaged("phrase model: a label is empty, there twice, or cut");
    const qint64 rest = file.size() - stream.device()->pos();
    if (rest != qint64(rows) * (4 + labels))
        return damaged("phrase model: shorter or longer than its head says");
    read.keys.resize(rows);
    for (quint32 &key : read.keys)
        stream >> key;
    if (std::adjacent_find(read.keys.begin(), read.keys.end(), std::greater_equal<>()) != read.keys.end())
        return damaged("phrase model: the rows are not in order");
    read.weights.resize(size_t(rows) * labels);
    stream.readRawData(reinterpret_cast<char *>(read.weights.data()), int(read.weights.size()));
    return PhraseModel(std::move(read));
}

PhraseModel PhraseModel::builtIn(const QString &name)
{
    auto model = fromFile(QResource(QStringLiteral(":/language/%1.model").arg(name)).uncompressedData());
    Q_ASSERT_X(model.ok(), "PhraseModel", "the program was built without this model");
    return std::move(model).value();
}

const qint8 *PhraseModel::rowOf(quint32 key) const
{
    const auto &keys = m_weights.keys;
    const auto found = std::lower_bound(keys.begin(), keys.end(), key);
    if (found == keys.end() || *found != key)
        return nullptr;
    return m_weights.weights.data() + size_t(found - keys.begin()) * size_t(m_weights.labels.size());
}

std::vector<float> PhraseModel::judge(const Words &said, const Words &asked) const
{
    std::vector<float> scores(size_t(m_weights.labels.size()), 0.0F);
    for (const PhraseFeature &feature : featuresOf(said, asked))
        if (const qint8 *row = rowOf(feature.key))
            for (size_t label = 0; label < scores.size(); ++label)
                scores[label] += feature.value * row[label];
    const float scale = m_weights.step / m_weights.temperature, most = *std::max_element(scores.begin(), scores.end());
    float sum = 0;
    for (float &score : scores)
        sum += score = std::exp((score - most) * scale);
    for (float &score : scores)
        score /= sum;
    return scores;
}

QList<Evidence> PhraseModel::evidence(int label, const Words &said, const Words &asked, int atMost) const
{
    struct Share
    {
        float weight = 0;
        int word = 0;
    };
    QList<Share> shares;
    for (int word = 0; word < said.size(); ++word)
        shares << Share{0, word};
    for (const PhraseFeature &feature : featuresOf(said, asked))
        if (const qint8 *row = feature.count > 0 ? rowOf(feature.key) : nullptr)
            for (int word = feature.first; word < feature.first + feature.count; ++word)
                shares[word].weight += feature.value * row[label] / float(feature.count);
    std::stable_sort(shares.begin(), shares.end(), [](Share a, Share b) { return a.weight > b.weight; });
    QList<Evidence> found;
    for (const Share &share : shares.mid(0, atMost))
        if (share.weight > 0)
            found << Evidence{share.word, 1, QStringLiteral("phrases")};
    return found;
}

} // namespace nightbell
