#include "core/types/error.h"
#include "core/types/preset.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QtTest>
#include <limits>

using namespace capriccio;

namespace {

QString messageOf(const std::function<void()>& call, Error::Kind kind) {
    try {
        call();
    } catch (const Error& error) {
        return error.kind() == kind ? error.message() : QStringLiteral("other kind: ") + error.message();
    }
    return {};
}

} // namespace

class TestPreset : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void builtIns();
    void classicGanIsExact();
    void dcganIsTheReference();
    void everyOptionIsExplained();
    void defaultsAreThePresets();
    void offersOnlyWhatIsHeard_data();
    void offersOnlyWhatIsHeard();
    void jsonRoundTrip();
    void olderModelsKeepWhatTheyWere();
    void setsOptions_data();
    void setsOptions();
    void refusesValues_data();
    void refusesValues();
    void refusesJson_data();
    void refusesJson();
    void largeSeedsSurvive();
    void labelSmoothingIsForAllThatWrites_data();
    void labelSmoothingIsForAllThatWrites();
};

void TestPreset::builtIns() {
    const auto presets = builtInPresets();
    QStringList ids;
    for (const Preset& preset : presets) {
        ids << preset.id;
        QVERIFY(!preset.title.isEmpty());
        QVERIFY(preset.goodFor.endsWith(QLatin1Char('.')));
        QVERIFY(!preset.resolutions.empty());
        QCOMPARE(std::holds_alternative<VaeOptions>(preset.model), preset.architecture == Architecture::Vae);
    }
    QCOMPARE(ids, (QStringList{QStringLiteral("studio-gan"), QStringLiteral("dcgan"), QStringLiteral("mlp-gan"),
                               QStringLiteral("vae")}));
    QCOMPARE(presetById(QStringLiteral("vae")).id, QStringLiteral("vae"));
    const auto texts = builtInPresets(DataKind::Text);
    QCOMPARE(texts.size(), std::size_t(3));
    QCOMPARE(texts.front().id, QStringLiteral("gpt"));
    for (const Preset& preset : texts) {
        QVERIFY(isSequence(preset.architecture));
        QVERIFY(preset.goodFor.endsWith(QLatin1Char('.')));
        QCOMPARE(presetFromJson(toJson(preset)), preset);
        QVERIFY(!optionSpecs(preset).empty());
    }
    const auto music = builtInPresets(DataKind::Melodies);
    QCOMPARE(music.size(), std::size_t(3));
    QCOMPARE(music.front().id, QStringLiteral("music-transformer"));
    for (const Preset& preset : music) {
        QVERIFY(isSequence(preset.architecture));
        QCOMPARE(preset.medium, DataKind::Melodies);
        QVERIFY(preset.goodFor.endsWith(QLatin1Char('.')));
        QCOMPARE(presetFromJson(toJson(preset)), preset);
        QVERIFY(preset.run.previewTiles <= 8); // each is composed
    }
    QVERIFY(messageOf([] { presetById(QStringLiteral("gpt-9")); }, Error::Kind::BadArgument)
                .contains(QLatin1String("studio-gan, dcgan, mlp-gan, vae")));
}

void TestPreset::classicGanIsExact() {
    const Preset preset = presetById(QStringLiteral("mlp-gan"));
    const auto& gan = std::get<GanOptions>(preset.model);
    QCOMPARE(preset.architecture, Architecture::MlpGan);
    QCOMPARE(preset.resolutions, std::vector<int>{28});
    QCOMPARE(preset.channels, 1);
    QCOMPARE(preset.run.batch, 32);
    QCOMPARE(gan.latent, 100);
    QCOMPARE(gan.objective, Objective::NonSaturating);
    QCOMPARE(gan.learningRateG, 1e-4);
    QCOMPARE(gan.learningRateD, 1e-4);
    QCOMPARE(gan.beta1, 0.9);
    QCOMPARE(gan.beta2, 0.999);
    QCOMPARE(gan.dropout, 0.3);
    QCOMPARE(gan.learningRateDecay, 0.0);
    QCOMPARE(gan.r1Gamma, 0.0);
    QCOMPARE(gan.r2Gamma, 0.0);
    QCOMPARE(gan.criticSteps, 1);
    QCOMPARE(gan.augmentation, Augmentation::Off);
    QCOMPARE(gan.emaHalfLife, 0.0);
}

void TestPreset::dcganIsTheReference() {
    const Preset preset = presetById(QStringLiteral("dcgan"));
    const auto& gan = std::get<GanOptions>(preset.model);
    QCOMPARE(preset.resolutions, (std::vector<int>{32, 64}));
    QCOMPARE(preset.run.batch, 64);
    QCOMPARE(gan.latent, 100);
    QCOMPARE(gan.width, 0);
    QCOMPARE(gan.objective, Objective::NonSaturating);
    QCOMPARE(gan.learningRateG, 2e-4);
    QCOMPARE(gan.learningRateD, 2e-4);
    QCOMPARE(gan.beta1, 0.5);
    QCOMPARE(gan.beta2, 0.999);
    QCOMPARE(gan.r1Gamma, 0.0);
    QCOMPARE(gan.augmentation, Augmentation::Off);
    QCOMPARE(gan.emaHalfLife, 0.0);
}

void TestPreset::everyOptionIsExplained() {
    for (const Preset& preset : builtInPresets()) {
        QSet<QString> keys;
        for (const OptionSpec& spec : optionSpecs(preset)) {
            QVERIFY2(!keys.contains(spec.key), qPrintable(spec.key));
            keys.insert(spec.key);
            QVERIFY2(!spec.title.isEmpty() && !spec.meaning.isEmpty(), qPrintable(spec.key));
            QCOMPARE(spec.value.typeId(), spec.defaultValue.typeId());
            QCOMPARE(spec.choices.size(), spec.choiceTitles.size());
            if (!spec.choices.isEmpty()) {
                QVERIFY2(spec.choices.contains(spec.value.toString()), qPrintable(spec.key));
                continue;
            }
            QVERIFY2(spec.minimum < spec.maximum, qPrintable(spec.key));
            QVERIFY2(spec.value.toDouble() >= spec.minimum && spec.value.toDouble() <= spec.maximum,
                     qPrintable(spec.key));
            // What zero means is said where zero is allowed.
            QVERIFY2(spec.zeroMeans.isEmpty() || spec.minimum == 0, qPrintable(spec.key));
        }
        QVERIFY(keys.contains(QStringLiteral("minutes")) && keys.contains(QStringLiteral("latent")));
    }
}

void TestPreset::defaultsAreThePresets() {
    for (const DataKind medium : {DataKind::Pictures, DataKind::Text, DataKind::Melodies}) {
        for (const Preset& preset : builtInPresets(medium)) {
            Preset changed = preset;
            ++changed.run.batch;
            for (const OptionSpec& spec : optionSpecs(changed)) {
                if (spec.key == QLatin1String("batch"))
                    QCOMPARE(spec.defaultValue.toInt(), preset.run.batch);
                else
                    QCOMPARE(spec.defaultValue, spec.value);
            }
        }
    }
    const auto latentOf = [](const Preset& preset) {
        for (const OptionSpec& spec : optionSpecs(preset))
            if (spec.key == QLatin1String("latent"))
                return spec.defaultValue.toInt();
        return -1;
    };
    Preset dcgan = presetById(QStringLiteral("dcgan"));
    QCOMPARE(latentOf(dcgan), 100);
    dcgan.id = QStringLiteral("my own");
    QCOMPARE(latentOf(dcgan), GanOptions().latent);
    Preset disguised = presetById(QStringLiteral("vae")); // a file may call itself anything
    disguised.id = QStringLiteral("dcgan");
    QCOMPARE(latentOf(disguised), VaeOptions().latent);
}

void TestPreset::offersOnlyWhatIsHeard_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("heard");
    QTest::newRow("studio-gan") << "studio-gan" << QStringList{"width", "upsampling", "firstWeights"};
    QTest::newRow("dcgan") << "dcgan" << QStringList{"width"};
    QTest::newRow("mlp-gan") << "mlp-gan" << QStringList{"dropout"};
}

void TestPreset::offersOnlyWhatIsHeard() {
    QFETCH(QString, id);
    QFETCH(QStringList, heard);
    Preset preset = presetById(id);
    QStringList keys;
    for (const OptionSpec& spec : optionSpecs(preset))
        keys << spec.key;
    const QJsonObject options = toJson(preset).value(QLatin1String("options")).toObject();
    for (const char* name : {"width", "dropout", "upsampling", "firstWeights"}) {
        const QString key = QString::fromLatin1(name);
        QCOMPARE(keys.contains(key), heard.contains(key));
        QVERIFY(options.contains(key)); // files of before and after are of one kind
        if (!heard.contains(key))
            QVERIFY(!messageOf([&] { setOption(preset, key, options[key].toVariant().toString()); },
                               Error::Kind::BadArgument)
                         .isEmpty());
    }
    std::get<GanOptions>(preset.model).width = 256; // a model trained before this was so
    QCOMPARE(presetFromJson(toJson(preset)), preset);
}

void TestPreset::jsonRoundTrip() {
    for (Preset preset : builtInPresets()) {
        QCOMPARE(presetFromJson(toJson(preset)), preset);
        preset.id = QStringLiteral("my own");
        preset.title = QStringLiteral("Mine");
        preset.goodFor = QStringLiteral("Cats.");
        preset.channels = 1;
        preset.resolutions = {64};
        preset.run.seed = 9007199254740993ULL; // beyond what a double holds
        preset.run.minutes = 0.1;
        preset.run.precision = Precision::BFloat16;
        if (auto* gan = std::get_if<GanOptions>(&preset.model)) {
            gan->objective = Objective::WassersteinGp;
            gan->learningRateG = 1.0 / 3;
        }
        const QByteArray text = QJsonDocument(toJson(preset)).toJson();
        QCOMPARE(presetFromJson(QJsonDocument::fromJson(text).object()), preset);
    }
}

// What was trained before there was the option draws on as it did.
void TestPreset::olderModelsKeepWhatTheyWere() {
    const Preset preset = presetById(QStringLiteral("studio-gan"));
    QCOMPARE(std::get<GanOptions>(preset.model).upsampling, Upsampling::Bilinear);
    QCOMPARE(std::get<GanOptions>(preset.model).firstWeights, FirstWeights::SampleSet);
    QJsonObject json = toJson(preset);
    QJsonObject options = json.value(QLatin1String("options")).toObject();
    options.remove(QStringLiteral("upsampling"));
    options.remove(QStringLiteral("firstWeights"));
    json.insert(QStringLiteral("options"), options);
    QCOMPARE(std::get<GanOptions>(presetFromJson(json).model).upsampling, Upsampling::Nearest);
    QCOMPARE(std::get<GanOptions>(presetFromJson(json).model).firstWeights, FirstWeights::Random);
}

void TestPreset::setsOptions_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* key, const char* value) {
        QTest::addRow("%s=%s", key, value) << QString::fromLatin1(key) << QString::fromLatin1(value);
    };
    row("steps", "100000");
    row("minutes", "0.25");
    row("minutes", "0");
    row("seed", "9223372036854774784");
    row("precision", "bf16");
    row("objective", "hinge");
    row("augmentation", "fixed");
    row("upsampling", "nearest");
    row("firstWeights", "random");
    row("learningRateG", "2e-4");
    row("emaHalfLife", "0");
    row("lazyInterval", "1");
}

void TestPreset::setsOptions() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    Preset preset = presetById(QStringLiteral("studio-gan"));
    setOption(preset, key, value);
    for (const OptionSpec& spec : optionSpecs(preset)) {
        if (spec.key != key)
            continue;
        if (spec.choices.isEmpty())
            QCOMPARE(spec.value.toDouble(), value.toDouble());
        else
            QCOMPARE(spec.value.toString(), value);
    }
    QCOMPARE(presetFromJson(toJson(preset)), preset);
}

void TestPreset::refusesValues_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* key, const char* value) {
        QTest::addRow("%s=%s", key, value) << QString::fromLatin1(key) << QString::fromUtf8(value);
    };
    row("steps", "-1");
    row("steps", "1e99");
    row("steps", "1e3");
    row("steps", "nan");
    row("steps", "");
    row("steps", " 5");
    row("steps", "5x");
    row("steps", "0x10");
    row("steps", "99999999999999999999");
    row("minutes", "nan");
    row("minutes", "inf");
    row("minutes", "-0.1");
    row("minutes", "5,5");
    row("seed", "-1");
    row("seed", "18446744073709551616");
    row("precision", "BF16");
    row("precision", "");
    row("objective", "1");
    row("dropout", "1");
    row("batch", "0");
    row("batch", "4294967297");
    row("checkpointSeconds", "61");
    row("unknown", "1");
    row("", "1");
    row("Steps", "1");
}

void TestPreset::refusesValues() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    for (Preset preset : builtInPresets()) {
        const Preset before = preset;
        const QString message = messageOf([&] { setOption(preset, key, value); }, Error::Kind::BadArgument);
        QVERIFY2(message.contains(key) && !message.startsWith(QLatin1String("other")), qPrintable(message));
        QVERIFY(!message.isEmpty() && !message.contains(QLatin1Char('\n')));
        QCOMPARE(preset, before);
    }
}

void TestPreset::refusesJson_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("option");
    const auto row = [](const char* key, const QJsonValue& value, bool option) {
        QTest::addRow("%s %s", key, QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).constData())
            << QString::fromLatin1(key) << value << option;
    };
    row("surprise", 1, false);
    row("architecture", QStringLiteral("transformer"), false);
    row("architecture", 3, false);
    row("channels", 3, false);
    row("channels", 0.5, false);
    row("resolutions", QJsonArray{0}, false);
    row("resolutions", QJsonArray{QStringLiteral("64")}, false);
    row("options", QJsonArray{}, false);
    row("lattent", 100, true);
    row("beta", 1, true); // an option of the VAE only
    row("latent", 1e9, true);
    row("latent", 100.5, true);
    row("latent", QStringLiteral("many"), true);
    row("latent", QJsonValue(), true);
    row("objective", 2, true);
    row("dropout", -0.1, true);
    row("seed", QStringLiteral("-5"), true);
    row("seed", 1e300, true);
}

void TestPreset::refusesJson() {
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(bool, option);
    QJsonObject json = toJson(presetById(QStringLiteral("dcgan")));
    if (option) {
        QJsonObject options = json.value(QLatin1String("options")).toObject();
        options.insert(key, value);
        json.insert(QLatin1String("options"), options);
    } else {
        json.insert(key, value);
    }
    const QString message = messageOf([&] { presetFromJson(json); }, Error::Kind::BadInput);
    QVERIFY2(message.contains(key), qPrintable(message));
}

void TestPreset::largeSeedsSurvive() {
    Preset preset = presetById(QStringLiteral("vae"));
    preset.run.seed = std::numeric_limits<quint64>::max();
    QCOMPARE(presetFromJson(toJson(preset)), preset);
}

void TestPreset::labelSmoothingIsForAllThatWrites_data() {
    QTest::addColumn<QString>("id");
    for (const DataKind medium : {DataKind::Text, DataKind::Melodies})
        for (const Preset& preset : builtInPresets(medium))
            QTest::newRow(qPrintable(preset.id)) << preset.id;
}

void TestPreset::labelSmoothingIsForAllThatWrites() {
    QFETCH(QString, id);
    const QString key = QStringLiteral("labelSmoothing");
    Preset preset = presetById(id);
    int rows = 0;
    for (const OptionSpec& spec : optionSpecs(preset)) {
        if (spec.key != key)
            continue;
        ++rows;
        QCOMPARE(spec.value.toDouble(), 0.0);
        QCOMPARE(spec.defaultValue.toDouble(), 0.0);
        QVERIFY(!spec.title.isEmpty() && !spec.meaning.isEmpty() && !spec.zeroMeans.isEmpty());
    }
    QCOMPARE(rows, 1);
    setOption(preset, key, QStringLiteral("0.125"));
    QCOMPARE(presetFromJson(toJson(preset)), preset);
    QVERIFY(preset != presetById(id));
    QVERIFY(!messageOf([&] { setOption(preset, key, QStringLiteral("0.95")); }, Error::Kind::BadArgument).isEmpty());
}

QTEST_GUILESS_MAIN(TestPreset)
#include "tst_preset.moc"
