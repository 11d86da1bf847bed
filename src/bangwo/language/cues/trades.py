"""Which words speak for which trade, and how loudly (4 decides, 1 hints)."""
# ruff: noqa: E501

from collections import defaultdict

from bangwo.domain.offer import Trade

_CUES: dict[Trade, dict[float, str]] = {
    Trade.FOOD: {
        3: "外卖 点餐 夜宵 宵夜 早饭 早餐 午饭 午餐 晚饭 晚餐 年夜饭 餐厅 餐馆 饭馆 饭店 馆子 小吃 粥店 面馆 好吃的 吃点 想喝 想吃 外送 下午茶 轻食 便当 盒饭 套餐 一人食 人均 茶歇 蛋糕店 奶茶店 咖啡店 咖啡厅 火锅店 restaurant restaurants hungry takeout delivery food lunch dinner",
        2.5: "少糖 去冰 少冰 正常冰 半糖 无糖 三分糖 五分糖 七分糖 全糖 微辣 中辣 特辣 不辣 中杯 大杯 小杯 超大杯 大份 小份 热的 香菜 不要葱 加珍珠 加蛋 spicy pearls sugar ice",
        1: "杯 碗 份 盅 屉 笼 好吃 吃",
    },
    Trade.GROCERY: {
        3.5: "超市 买菜 生鲜 日用品 药房 买药 supermarket grocery",
        1.6: "斤 公斤 箱 袋 瓶 桶 盒 卷 提 把 罐 包 板 串 条 打",
        1: "买 bottles dozen bag",
    },
    Trade.SHOP: {
        4: "快递到 快递给 网购 包邮 寄给 寄到 寄回 邮寄 顺丰 网上 淘宝 京东 商城 online shipped ship",
        2.5: "寄 码 件 双 台 部 款 尺码 颜色 黑色 白色 红色 XL 256G 套",
    },
    Trade.MOVIE: {
        4: "电影 影院 影城 影厅 电影院 imax 杜比 全景声 巨幕 排片 国语配音 配音 字幕版 首映日 首映 点映 片子 动画片 爱情片 悬疑片 恐怖片 科幻片 喜剧片 动作片 战争片 文艺片 纪录片 cinema movie movies film films 有戏看 戏看 看戏 字幕 原版 上映 重映 subtitled subtitles dubbed",
        2.5: "3d 2d 一部 这部 那部 开场 票价 最后一排 前排 后排 中间排 连座 连着 挨着 playing showing",
        1.5: "场 排 座 张 票 tickets ticket row",
    },
    Trade.SHOW: {
        5: "演唱会 音乐会 话剧 音乐剧 脱口秀 相声 歌剧 舞剧 芭蕾 芭蕾舞 京剧 越剧 昆曲 戏曲 球赛 主场 客场 内场 看台 池座 摇滚区 大剧院 剧院 体育场 体育馆 德云社 音乐节 马戏 杂技 儿童剧 见面会 漫展 livehouse 开心麻花 cba nba 中超 比赛 concert musical opera ballet game match 决赛票 魔术 剧场 演出 专场",
        1: "场 票 张 tickets",
    },
    Trade.FLIGHT: {
        5: "机票 飞机票 航班 飞机 直飞 航空 经济舱 商务舱 头等舱 红眼 东航 南航 国航 海航 川航 厦航 春秋航空 flight flights plane airline fly nonstop 飞往 飞去 飞到 改签机票",
        3.5: "飞 起飞 登机 靠窗 单程",
        1: "往返 来回",
    },
    Trade.TRAIN: {
        5: "高铁 火车 动车 火车票 高铁票 动车票 车票 卧铺 硬卧 软卧 硬座 软座 二等座 一等座 站票 无座 城际 列车 绿皮 train trains 次列车 复兴号",
        3: "下铺 上铺 中铺 商务座",
        1: "去 回 到 从",
    },
    Trade.HOTEL: {
        5: "酒店 宾馆 民宿 客栈 旅馆 入住 退房 大床房 大床 标间 双床 双床房 标准间 家庭房 套房 单人间 亲子房 海景房 房型 hotel hotels room rooms suite hostel 住一晚 住两晚 住三晚 住两个晚上 住一宿 度假村 青旅 还有房 含早 双早",
        2: "晚 间 住 night nights stay",
    },
    Trade.ATTRACTION: {
        4.5: "门票 景区 景点 一日票 两日票 风景区 游乐园 乐园 博物馆 动物园 水族馆 海洋馆 植物园 成人票 儿童票 学生票 老人票 长者 敬老 入园 进园 参观 团队票 冷门景点 好玩的地方 年卡 museum aquarium zoo park attraction 早享卡 夜场票 美术馆 展览 科技馆",
        1.5: "预约 票 张 玩 爬 ticket tickets",
    },
    Trade.RIDE: {
        5: "打车 打个车 叫车 网约车 出租车 专车 快车 顺风车 打的 来接 派车 六座 七座 商务车 舒适型 经济型 taxi cab six-seater seven-seater ride uber didi 拼车  接机 送机 六座车 代驾 car airport",
        1: "去 到",
    },
    Trade.PLACE: {
        5: "怎么走 怎么去 怎么坐 怎么换乘 换乘 怎么倒车 倒车 导航 多远 远不远 多少公里 要多久 多长时间 路线 停车场 加油站 充电桩 厕所 洗手间 卫生间 银行 取款机 atm 药店 pharmacy 几站路 公交站 走路去 骑车去 走过去 在哪 在哪儿 在哪里 地图 far directions nearest where toilet bank walk route 邮局 派出所 诊所 便利店 怎么过去 走到 骑车 步行 坐地铁 坐公交 开车去 开车到 走路 轻轨",
        1.5: "附近 哪里有 附近有没有 哪儿有 周边",
    },
}  # fmt: skip


def table() -> dict[str, tuple[tuple[Trade, float], ...]]:
    """Word → the trades it speaks for."""
    out: defaultdict[str, list[tuple[Trade, float]]] = defaultdict(list)
    for trade, weights in _CUES.items():
        for weight, words in weights.items():
            for word in words.split():
                out[word].append((trade, weight))
    return {word: tuple(found) for word, found in out.items()}
